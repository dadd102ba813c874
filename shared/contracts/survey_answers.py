"""Answers to surveys, by people themselves or entered for them, and what may be read of them."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.gatherings import PLANNERS
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.surveys import MODERATORS, MOST_QUESTIONS, SurveyCommand
from shared.events import Aggregate
from shared.messages import END, Event, Id, Kind, Query, Reason, Role

LONGEST_TEXT = 500


class Answer(msgspec.Struct, frozen=True):
    """An option of the question, or the person's own words."""

    question: Id
    value: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT, pattern=rf"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*{END}")]


Answers = Annotated[tuple[Answer, ...], msgspec.Meta(min_length=1, max_length=MOST_QUESTIONS)]


class SurveyAnswered(Event, frozen=True, kw_only=True):
    """One person's answers, the whole of them; the next such event replaces them. Nobody can tell whose they are."""

    survey: str
    answers: tuple[Answer, ...]
    group: Group


SURVEY_ANSWER = Aggregate("areas", "survey_answer", SurveyAnswered, secret=True)


class AnswerSurvey(SurveyCommand, frozen=True, kw_only=True):
    """All the answers of one person; until the survey closes they can be given anew."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    answers: Answers


class EnterSurveyAnswer(SurveyCommand, frozen=True, kw_only=True):
    """Answers on paper or told in the street. `answer` is made by the device: sent twice, it is there once."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OUTREACH, Role.CLERK})
    answer: Id
    answers: Answers
    age: AgeBand = AgeBand.UNKNOWN
    channel: Channel = Channel.STREET


NOTHING_ANSWERED = Reason("nothing_answered", Kind.INVALID, "Answer at least one question.")
NO_SUCH_OPTION = Reason("no_such_option", Kind.INVALID, "This cannot be answered to the question: {question}")
ENTERED_CHANNEL = Reason("entered_channel", Kind.INVALID, "Answers are entered from paper or from the street.")


class MyAnswers(msgspec.Struct, frozen=True):
    answers: tuple[Answer, ...]


class GetMyAnswers(Query[MyAnswers], frozen=True, kw_only=True):
    """What one has answered, as long as the survey is open."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = AnswerSurvey.allowed
    area: Id
    survey: Id


class GivenText(msgspec.Struct, frozen=True):
    answer: str
    question: str
    text: str


class GivenTexts(msgspec.Struct, frozen=True):
    items: tuple[GivenText, ...]
    next: str | None = None


class ListGivenTexts(Query[GivenTexts], frozen=True, kw_only=True):
    """What people wrote in their own words, once the survey has closed; in no order that tells anything."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = PLANNERS | MODERATORS
    area: Id
    survey: Id
    after: str | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 100
