"""What the page of a survey tells of its results: bars, and tables with the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from shared.contracts.survey_results import AgeTable, QuestionResults
from shared.contracts.surveys import Question, QuestionKind, SurveyView
from shared.texts import Language, word


@dataclass(frozen=True)
class Bar:
    name: str
    answers: int
    width: str  # in hundredths of the whole


@dataclass(frozen=True)
class ToldResults:
    """`ages`: the names of the columns of the table by age; its rows are named as the bars are."""

    text: str
    bars: tuple[Bar, ...]
    unanswered: int
    mean: str | None
    ages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    quotes: tuple[str, ...]


def told_results(language: Language, survey: SurveyView) -> tuple[ToldResults, ...]:
    found = {one.question: one for one in survey.results.questions} if survey.results else {}
    quotes = {
        question.id: tuple(q.text for q in survey.quotes if q.question == question.id) for question in survey.questions
    }
    return tuple(
        _told(language, question, found.get(question.id), quotes[question.id])
        for question in survey.questions
        if question.id in found or quotes[question.id]
    )


def options(language: Language, question: Question) -> Mapping[str, str]:
    """What people read of each option."""
    match question.kind:
        case QuestionKind.CHOICE:
            return dict(zip(question.options, question.choices, strict=True))
        case QuestionKind.YES_NO:
            return {one: word(language, one) for one in question.options}
        case _:
            return {one: one for one in question.options}


def _told(
    language: Language, question: Question, results: QuestionResults | None, quotes: tuple[str, ...]
) -> ToldResults:
    if results is None:
        return ToldResults(question.text, (), 0, None, (), (), quotes)
    names = options(language, question)
    most = max(sum(one.answers for one in results.counts), 1)
    bars = tuple(Bar(names[one.option], one.answers, f"{100 * one.answers / most:.2f}") for one in results.counts)
    mean = str(format_decimal(results.mean, "0.00", locale=language.locale)) if results.mean else None
    ages, rows = _by_age(language, results.by_age, (*names.values(), word(language, "unanswered")))
    return ToldResults(question.text, bars, results.unanswered, mean, ages, rows, quotes)


def _by_age(
    language: Language, table: AgeTable | None, names: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[int | None, ...]], ...]]:
    if table is None:
        return (), ()
    ages = tuple(", ".join(word(language, band) for band in bands) for bands in table.ages)
    return ages, (*zip(names, table.cells, strict=True), (word(language, "in_all"), table.totals))
