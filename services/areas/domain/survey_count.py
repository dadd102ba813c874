"""The count of a survey: what of the answers points at nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from shared.contracts.participants import AgeBand
from shared.contracts.survey_answers import SurveyAnswered
from shared.contracts.survey_results import AgeTable, OptionCount, QuestionResults, SurveyResults
from shared.contracts.surveys import Question, QuestionKind
from shared.suppression import SMALLEST_SHOWN, suppressed_within

Ages = tuple[tuple[AgeBand, ...], ...]
UNANSWERED = ""
HUNDREDTH = Decimal("0.01")


def count(questions: Iterable[Question], answered: Sequence[SurveyAnswered]) -> SurveyResults:
    """The same people stand in the columns of every question, so that two questions together tell no more than one."""
    if len(answered) < SMALLEST_SHOWN:
        return SurveyResults(len(answered))
    ages = wide_enough(Counter(one.group.age for one in answered))
    counted = (_count(one, ages, answered) for one in questions if one.kind is not QuestionKind.TEXT)
    return SurveyResults(len(answered), tuple(counted))


def wide_enough(people: Mapping[AgeBand, int]) -> Ages:
    """Neighbouring age bands put together until none has fewer people than may be shown."""
    columns: list[tuple[tuple[AgeBand, ...], int]] = [((band,), people[band]) for band in AgeBand if people.get(band)]
    while len(columns) > 1 and min(number for _, number in columns) < SMALLEST_SHOWN:
        smallest = min(range(len(columns)), key=lambda place: columns[place][1])
        beside = range(max(smallest - 1, 0), min(smallest + 1, len(columns) - 1))
        left = min(beside, key=lambda place: columns[place][1] + columns[place + 1][1])
        (bands, number), (others, more) = columns[left : left + 2]
        columns[left : left + 2] = [((*bands, *others), number + more)]
    return tuple(bands for bands, _ in columns)


def _count(question: Question, ages: Ages, answered: Sequence[SurveyAnswered]) -> QuestionResults:
    given = Counter((_answer(question, one), one.group.age) for one in answered)
    rows = (*question.options, UNANSWERED)
    table = [[sum(given[row, band] for band in bands) for bands in ages] for row in rows]
    totals = [sum(row) for row in table]
    counts = tuple(OptionCount(row, total) for row, total in zip(question.options, totals, strict=False))
    mean = _mean(counts) if question.kind is QuestionKind.RATING else None
    return QuestionResults(question.id, counts, totals[-1], mean, _by_age(ages, table))


def _answer(question: Question, answered: SurveyAnswered) -> str:
    return next((one.value for one in answered.answers if one.question == question.id), UNANSWERED)


def _mean(counts: Iterable[OptionCount]) -> str | None:
    """Calculated exactly, then rounded once."""
    given = [(int(one.option), one.answers) for one in counts]
    number = sum(answers for _, answers in given)
    points = sum(rating * answers for rating, answers in given)
    return str((Decimal(points) / number).quantize(HUNDREDTH)) if number else None


def _by_age(ages: Ages, table: Sequence[Sequence[int]]) -> AgeTable | None:
    shown = suppressed_within(table) if len(ages) > 1 else None
    if shown is None:
        return None
    return AgeTable(ages, shown.cells, tuple(sum(column) for column in zip(*table, strict=True)))
