"""Evaluation (arviointi) of a programme: the follow-up year beside the baseline, and what became of the goals."""

from datetime import datetime
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.gatherings import PLANNERS
from shared.contracts.goals import Judgement
from shared.contracts.indicators import Year
from shared.contracts.known_figures import FigureChange
from shared.contracts.need import Method, Ranked
from shared.contracts.situation_pictures import Indicators, Occasion
from shared.contracts.words import LINES
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, pattern=LINES)]


class EvaluatedGoal(msgspec.Struct, frozen=True):
    """Without a `judgement` it was not judged; `dropped` is why it was given up."""

    goal: str
    title: str
    target: str = ""
    judgement: Judgement | None = None
    dropped: str = ""


class EvaluatedPicture(msgspec.Struct, frozen=True):
    """The published version that stood for an occasion."""

    picture: str
    version: int
    occasion: Occasion
    year: int


class EvaluatedRound(msgspec.Struct, frozen=True):
    round: str
    name: str
    budget_cents: int


class EvaluatedChoice(msgspec.Struct, frozen=True):
    """The decision that chose the area: by which criteria, and where the area stood."""

    selection: str
    theme: str
    reasons: str
    method: Method
    ranked: Ranked | None


class Findings(msgspec.Struct, frozen=True):
    """All that was known when the evaluation was published."""

    name: str
    theme: str
    figures: tuple[FigureChange, ...]
    goals: tuple[EvaluatedGoal, ...] = ()
    pictures: tuple[EvaluatedPicture, ...] = ()
    rounds: tuple[EvaluatedRound, ...] = ()
    choice: EvaluatedChoice | None = None


# Events


class EvaluationOpened(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    programme: str
    baseline_year: int
    follow_up_year: int
    indicators: tuple[str, ...]


class EvaluationPublished(Event, frozen=True, kw_only=True):
    """All of this version; it takes the place of the one before."""

    public: ClassVar[bool] = True
    programme: str
    version: int
    summary: str
    next_steps: str
    findings: Findings


EvaluationEvent: TypeAlias = EvaluationOpened | EvaluationPublished
EVALUATION = Aggregate("areas", "evaluation", EvaluationEvent)


# Commands


class EvaluationCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = PLANNERS
    evaluation: Id


class OpenEvaluation(EvaluationCommand, frozen=True, kw_only=True):
    programme: Id
    baseline_year: Year
    follow_up_year: Year
    indicators: Indicators


class PublishEvaluation(EvaluationCommand, frozen=True, kw_only=True):
    """With all that is known now. Published again, it is the next version, where anything is different."""

    patience: ClassVar[float] = 9.0
    summary: Words
    next_steps: Words


UNKNOWN_EVALUATION = Reason("unknown_evaluation", Kind.UNKNOWN, "There is no such evaluation in this area.")
NOT_EVALUATED = Reason("not_evaluated", Kind.UNKNOWN, "No evaluation of this programme is published yet.")
EVALUATION_YEARS = Reason(
    "evaluation_years", Kind.INVALID, "The follow-up year of an evaluation comes after its baseline year."
)


# Queries


class EvaluationEntry(msgspec.Struct, frozen=True):
    """`version` is the newest published; 0: none yet."""

    evaluation: str
    area: str
    programme: str
    baseline_year: int
    follow_up_year: int
    indicators: tuple[str, ...]
    version: int = 0


class EvaluationView(EvaluationEntry, frozen=True, kw_only=True):
    published_at: datetime
    summary: str
    next_steps: str
    findings: Findings


class Evaluations(msgspec.Struct, frozen=True):
    items: tuple[EvaluationEntry, ...]


class EvaluatedProgramme(msgspec.Struct, frozen=True):
    programme: str
    name: str


class EvaluatedProgrammes(msgspec.Struct, frozen=True):
    items: tuple[EvaluatedProgramme, ...]


class ListEvaluated(Query[EvaluatedProgrammes], frozen=True, kw_only=True):
    """The programmes of an area of which an evaluation is published, the newest first."""

    service: ClassVar[str] = "areas"
    area: Id


class GetEvaluation(Query[EvaluationView], frozen=True, kw_only=True):
    """The programme's evaluation that was published last."""

    service: ClassVar[str] = "areas"
    area: Id
    programme: Id


class ListEvaluations(Query[Evaluations], frozen=True, kw_only=True):
    """Also those that are not published yet."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = PLANNERS
    area: Id
    programme: Id
