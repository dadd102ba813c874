"""What everybody may know of a survey's answers."""

import msgspec

from shared.contracts.participants import AgeBand


class OptionCount(msgspec.Struct, frozen=True):
    option: str
    answers: int


class AgeTable(msgspec.Struct, frozen=True):
    """Rows are the question's options and, the last, no answer; columns are age bands, some of them put together.

    None stands for a count that is hidden, as it or another could point at somebody.
    """

    ages: tuple[tuple[AgeBand, ...], ...]
    cells: tuple[tuple[int | None, ...], ...]
    totals: tuple[int, ...]


class QuestionResults(msgspec.Struct, frozen=True):
    """`mean` is that of a rating, with two decimals. There is no table by age where it would give somebody away."""

    question: str
    counts: tuple[OptionCount, ...]
    unanswered: int
    mean: str | None = None
    by_age: AgeTable | None = None


class SurveyResults(msgspec.Struct, frozen=True):
    """Without questions where fewer than five people answered."""

    answers: int
    questions: tuple[QuestionResults, ...] = ()
