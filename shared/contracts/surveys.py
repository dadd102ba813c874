"""Surveys (asukaskyselyt) of what was built, from the plan to the count; `survey_answers` is what people say."""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.areas import Moment
from shared.contracts.gatherings import PLANNERS
from shared.contracts.survey_results import SurveyResults
from shared.contracts.words import VISIBLE, Name
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

MOST_QUESTIONS = 10
SURVEY_CLOSES = "survey_closes"
"""Names the timer of a closing, as a phase names that of a round."""

QuestionText = Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=VISIBLE)]


class QuestionKind(StrEnum):
    RATING = "rating"  # from 1, bad, to 5, good
    CHOICE = "choice"  # one of several
    YES_NO = "yes_no_unsure"
    TEXT = "free_text"


YES_NO_UNSURE = ("yes", "no", "unsure")
RATINGS = ("1", "2", "3", "4", "5")


class Question(msgspec.Struct, frozen=True):
    """`choices` belong to a choice, which is answered by the number of one of them: "1" is the first."""

    id: Id
    kind: QuestionKind
    text: QuestionText
    choices: Annotated[tuple[Name, ...], msgspec.Meta(max_length=12)] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """What can be answered; empty where people answer in their own words."""
        match self.kind:
            case QuestionKind.RATING:
                return RATINGS
            case QuestionKind.YES_NO:
                return YES_NO_UNSURE
            case _:
                return tuple(str(number) for number in range(1, len(self.choices) + 1))


class SubjectKind(StrEnum):
    PROJECT = "project"
    PACKAGE = "package"


class Subject(msgspec.Struct, frozen=True):
    """What a survey asks about: a project or a project package."""

    kind: SubjectKind
    id: Id


# Events


class SurveyPlanned(Event, frozen=True, kw_only=True):
    """Planned anew, it replaces the plan before."""

    public: ClassVar[bool] = True
    programme: str
    about: Subject | None
    title: str
    questions: tuple[Question, ...]
    opens_at: Moment
    closes_at: Moment


class SurveyClosed(Event, frozen=True, kw_only=True):
    """`reason` is empty where its time was over."""

    public: ClassVar[bool] = True
    reason: str = ""


class SurveyCounted(Event, frozen=True, kw_only=True):
    """What everybody may know of the answers; small counts are hidden."""

    public: ClassVar[bool] = True
    results: SurveyResults


class QuotePublished(Event, frozen=True, kw_only=True):
    """Somebody's own words were read and chosen by a moderator. The survey shows them."""

    public: ClassVar[bool] = True
    quote: str
    question: str


class QuoteShown(Event, frozen=True, kw_only=True):
    """The words themselves, for the rooms alone."""

    quote: str
    question: str
    text: str


SurveyEvent: TypeAlias = SurveyPlanned | SurveyClosed | SurveyCounted | QuotePublished | QuoteShown
SURVEY = Aggregate("areas", "survey", SurveyEvent)


# Commands

MODERATORS = frozenset({Role.MODERATOR})
STAFF = PLANNERS | MODERATORS | {Role.OUTREACH, Role.CLERK}


class SurveyCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = PLANNERS
    survey: Id


class SurveyProcess(SurveyCommand, frozen=True, kw_only=True):
    """What the room does by itself."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})


class PlanSurvey(SurveyCommand, frozen=True, kw_only=True):
    """Before a survey opens it may be planned anew; then it stays as it is."""

    programme: Id
    about: Subject | None = None
    title: Name
    questions: Annotated[tuple[Question, ...], msgspec.Meta(min_length=1, max_length=MOST_QUESTIONS)]
    opens_at: Moment
    closes_at: Moment


class CloseSurvey(SurveyCommand, frozen=True, kw_only=True):
    """Before its time."""

    reason: QuestionText


class EndSurvey(SurveyProcess, frozen=True, kw_only=True):
    """Sent when its time is over."""


class SetSurveyTimer(SurveyProcess, frozen=True, kw_only=True):
    """Have the survey ended when it closes."""


class DestroySurveyKey(SurveyProcess, frozen=True, kw_only=True):
    """From then on nobody can find a person's answers."""


class CountSurvey(SurveyProcess, frozen=True, kw_only=True):
    patience: ClassVar[float] = 9.0


class PublishQuote(SurveyCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = MODERATORS
    answer: Id
    question: Id


UNKNOWN_SURVEY = Reason("unknown_survey", Kind.UNKNOWN, "There is no such survey in this area.")
UNKNOWN_SUBJECT = Reason("unknown_subject", Kind.UNKNOWN, "What the survey is to ask about is not known in this area.")
SURVEY_FIXED = Reason("survey_fixed", Kind.CONFLICT, "A survey that has opened stays as it is.")
SURVEY_TIMES = Reason("survey_times", Kind.INVALID, "A survey closes after it opens, and not in the past.")
QUESTION_TWICE = Reason("question_twice", Kind.INVALID, "Two questions have the same id.")
QUESTION_CHOICES = Reason(
    "question_choices", Kind.INVALID, "A question with choices has from 2 to 12; others have none."
)
SURVEY_NOT_OPEN = Reason("survey_not_open", Kind.CONFLICT, "This survey is not open for answers now.")
SURVEY_OPEN = Reason("survey_open", Kind.CONFLICT, "Wait until the survey has closed.")
UNKNOWN_QUOTE = Reason("unknown_quote", Kind.UNKNOWN, "Nobody answered this question in these words.")


# Queries


class Quote(msgspec.Struct, frozen=True):
    question: str
    text: str


class SurveyView(msgspec.Struct, frozen=True):
    """`answers` is for staff alone until everybody sees the results."""

    id: str
    area: str
    programme: str
    about: Subject | None
    title: str
    questions: tuple[Question, ...]
    opens_at: Moment
    closes_at: Moment
    closed: bool = False
    reason: str = ""
    answers: int | None = None
    results: SurveyResults | None = None
    quotes: tuple[Quote, ...] = ()


class Surveys(msgspec.Struct, frozen=True):
    items: tuple[SurveyView, ...]


class ListSurveys(Query[Surveys], frozen=True, kw_only=True):
    """The newest first, without the number of answers."""

    service: ClassVar[str] = "areas"
    area: Id


class GetSurvey(Query[SurveyView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    survey: Id
