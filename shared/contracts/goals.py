"""Goals (yhteiset tavoitteet) that a programme and its residents set together: published language of the areas room."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.gatherings import PLANNERS
from shared.contracts.indicators import Number, Year
from shared.contracts.known_figures import FigureChange
from shared.contracts.words import LINES, Limit, Name, Sentence, Text
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

Evidence = Annotated[str, msgspec.Meta(min_length=1, max_length=2000, pattern=LINES)]


class Outcome(StrEnum):
    """What became of a goal."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    TOO_EARLY = "too_early"


# Events


class GoalSet(Event, frozen=True, kw_only=True):
    """`indicator` and `target` say how it is seen whether the goal is reached; `contribution` is what it came from.

    Empty where there is none.
    """

    public: ClassVar[bool] = True
    programme: str
    title: str
    text: str
    indicator: str = ""
    target: str = ""
    contribution: str = ""


class GoalChanged(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    title: str
    text: str
    indicator: str = ""
    target: str = ""


class GoalDropped(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class GoalJudged(Event, frozen=True, kw_only=True):
    """It takes the place of the judgement before. `figures`: of the goal's indicator, where it has one."""

    public: ClassVar[bool] = True
    outcome: Outcome
    evidence: str
    figures: FigureChange | None = None
    survey: str = ""


GoalEvent: TypeAlias = GoalSet | GoalChanged | GoalDropped | GoalJudged
GOAL = Aggregate("areas", "goal", GoalEvent)


# Commands


class GoalCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = PLANNERS
    goal: Id


class SetGoal(GoalCommand, frozen=True, kw_only=True):
    programme: Id
    title: Name
    text: Text = ""
    indicator: Id | None = None
    target: Number | None = None
    contribution: Id | None = None


class ChangeGoal(GoalCommand, frozen=True, kw_only=True):
    title: Name
    text: Text = ""
    indicator: Id | None = None
    target: Number | None = None


class DropGoal(GoalCommand, frozen=True, kw_only=True):
    reason: Sentence


class JudgeGoal(GoalCommand, frozen=True, kw_only=True):
    """`evidence` in words; the figures of the two years are read from what is known."""

    outcome: Outcome
    evidence: Evidence
    baseline_year: Year
    follow_up_year: Year
    survey: Id | None = None


UNKNOWN_GOAL = Reason("unknown_goal", Kind.UNKNOWN, "There is no such goal in this area.")
GOAL_IS_DROPPED = Reason("goal_dropped", Kind.CONFLICT, "This goal was given up.")
TARGET_OF_NOTHING = Reason("target_of_nothing", Kind.INVALID, "Say which indicator the target is a figure of.")


# Queries


class GoalStatus(StrEnum):
    SET = "set"
    DROPPED = "dropped"


class Judgement(msgspec.Struct, frozen=True):
    outcome: Outcome
    evidence: str
    judged_at: datetime
    figures: FigureChange | None = None
    survey: str = ""


class GoalView(msgspec.Struct, frozen=True):
    """The last judgement counts; the earlier ones stay to be read."""

    id: str
    area: str
    programme: str
    title: str
    text: str
    indicator: str
    target: str
    contribution: str
    set_at: datetime
    status: GoalStatus = GoalStatus.SET
    reason: str = ""
    judgements: tuple[Judgement, ...] = ()


class GoalPage(msgspec.Struct, frozen=True):
    items: tuple[GoalView, ...]
    next: str | None = None


class ListGoals(Query[GoalPage], frozen=True, kw_only=True):
    """The oldest first; also those given up, with the reason."""

    service: ClassVar[str] = "areas"
    area: Id
    programme: Id
    after: str | None = None
    limit: Limit = 50


class GetGoal(Query[GoalView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    goal: Id
