"""Whoever puts all that is told of a survey together still cannot tell what one person of an age band answered."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations_with_replacement, product
from operator import sub

from hypothesis import given, settings
from hypothesis import strategies as some

from services.areas.domain.survey_count import count
from shared.contracts.participants import AgeBand, Group
from shared.contracts.survey_answers import Answer, SurveyAnswered
from shared.contracts.survey_results import SurveyResults
from shared.contracts.surveys import Question, QuestionKind
from shared.suppression import SMALLEST_SHOWN

QUESTIONS = tuple(Question(id=one, kind=QuestionKind.CHOICE, text="?", choices=("a", "b")) for one in ("q1", "q2"))
YOUNG, OLD = AgeBand.FROM_18, AgeBand.FROM_65
SAID = ("1", "2", "")
KINDS = tuple(sorted(product(SAID, SAID)))
Person = tuple[str, str]
"""What one person answered to the two questions; empty: nothing."""
Column = tuple[Person, ...]
"""The people of an age band, sorted."""
Numbers = tuple[int, ...]


def told(young: Iterable[Person], old: Iterable[Person]) -> SurveyResults:
    people = [(one, YOUNG) for one in young] + [(one, OLD) for one in old]
    return count(QUESTIONS, [answered(one, age) for one, age in people])


def answered(person: Person, age: AgeBand) -> SurveyAnswered:
    given_ = zip(QUESTIONS, person, strict=True)
    answers = tuple(Answer(question=question.id, value=value) for question, value in given_ if value)
    return SurveyAnswered(survey="s1", answers=answers, group=Group(age=age))


def numbers(people: Iterable[Person], question: int) -> Numbers:
    """How many said each."""
    said = Counter(person[question] for person in people)
    return tuple(said[one] for one in SAID)


def possible(young: Column, old: Column) -> list[set[Column]]:
    """For each age band, all that it may be made of, as what is told would be the same."""
    results = told(young, old)
    columns = [
        [one for one in combinations_with_replacement(KINDS, len(band)) if _fits(one, results, at)]
        for at, band in enumerate((young, old))
    ]
    totals = _numbers((*young, *old))
    return [_beside(columns[0], columns[1], totals), _beside(columns[1], columns[0], totals)]


def _beside(columns: Iterable[Column], others: Iterable[Column], totals: Numbers) -> set[Column]:
    """Those that have another beside them with which they make up the totals."""
    known = {_numbers(one) for one in others}
    left = ((one, tuple(map(sub, totals, _numbers(one)))) for one in columns)
    return {one for one, rest in left if rest in known}


def _numbers(people: Iterable[Person]) -> Numbers:
    """How many said each, to the first question and to the second."""
    listed = tuple(people)
    return (*numbers(listed, 0), *numbers(listed, 1))


def _fits(column: Column, results: SurveyResults, at: int) -> bool:
    """What is told of the counts of this age band says the same."""
    for question, result in enumerate(results.questions):
        shown = [row[at] for row in result.by_age.cells] if result.by_age else [None] * len(SAID)
        if any(
            said is not None and said != counted for said, counted in zip(shown, numbers(column, question), strict=True)
        ):
            return False
    return True


people = some.lists(some.tuples(some.sampled_from(SAID), some.sampled_from(SAID)), min_size=5, max_size=6).map(
    lambda chosen: tuple(sorted(chosen))
)


@given(people, people)
@settings(max_examples=20, deadline=None)
def test_no_small_count_is_computed_from_all_tables_of_a_survey_together(young: Column, old: Column) -> None:
    others = possible(young, old)
    for band, made_of in zip((young, old), others, strict=True):
        assert band in made_of
        for at, counted in enumerate(_numbers(band)):
            if 0 < counted < SMALLEST_SHOWN:
                assert len({_numbers(other)[at] for other in made_of}) > 1


def test_what_one_band_hides_is_not_told_by_the_other_question() -> None:
    """Two young people said no to both: neither table, nor the two beside each other, tells so."""
    young, old = (("1", "1"),) * 4 + (("2", "2"),) * 2, (("1", "1"),) * 3 + (("2", "2"),) * 3
    results = told(young, old)
    assert [one.counts[1].answers for one in results.questions] == [5, 5]
    assert [one.by_age.cells[1] if one.by_age else None for one in results.questions] == [(None, None)] * 2
    assert {_numbers(one)[1] for one in possible(young, old)[0]} == {0, 1, 2, 3, 4, 5}
