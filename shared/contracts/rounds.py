"""Rounds: their phases by a timetable, and the contests of their vote."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.areas import AreasCommand, Moment
from shared.contracts.contests import BallotLimits, Contest, CountingRule, RollCriteria
from shared.contracts.words import Name
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason, Role, require


class Phase(StrEnum):
    """The phases of a round, in their order."""

    IDEAS = "ideas"
    PLANNING = "planning"  # ideas become proposals, experts cost them
    VOTING = "voting"
    RESULT = "result"
    IMPLEMENTATION = "implementation"


class PhaseTime(msgspec.Struct, frozen=True):
    phase: Phase
    starts_at: Moment


class Timetable(msgspec.Struct, frozen=True):
    """When each phase starts; it ends where the next one starts. UTC."""

    phases: tuple[PhaseTime, ...]

    def at(self, time: datetime) -> Phase | None:
        """The phase at `time`; None before the first one."""
        started = [item.phase for item in self.phases if item.starts_at <= time]
        return started[-1] if started else None

    def start_of(self, phase: Phase) -> datetime:
        return next(item.starts_at for item in self.phases if item.phase is phase)

    def end_of(self, phase: Phase) -> datetime | None:
        order = [item.phase for item in self.phases]
        following = order.index(phase) + 1
        return self.phases[following].starts_at if following < len(order) else None


class RoundPlanned(Event, frozen=True, kw_only=True):
    """Where `contests` are named, the limits and the rule are theirs, and their money is together the round's.
    `package` is the project package that the round plans a part of; empty: none."""

    public: ClassVar[bool] = True
    name: str
    programme: str
    budget_cents: int
    timetable: Timetable
    limits: BallotLimits
    rule: CountingRule
    roll: RollCriteria = RollCriteria()
    contests: tuple[Contest, ...] = ()
    trial: bool = False
    package: str = ""


class RoundRescheduled(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    timetable: Timetable


class RoundPhaseStarted(Event, frozen=True, kw_only=True):
    """`ends_at` is what the timetable said when the phase started; `RoundRescheduled` may move it."""

    public: ClassVar[bool] = True
    phase: Phase
    ends_at: datetime | None


RoundEvent: TypeAlias = RoundPlanned | RoundRescheduled | RoundPhaseStarted
ROUND = Aggregate("areas", "round", RoundEvent)


class PlanRound(AreasCommand, frozen=True, kw_only=True):
    """A `trial` is a rehearsal: nothing voted in it is built, and its phases can be as short as it likes."""

    round: Id
    programme: Id
    name: Name
    budget_cents: Cents
    timetable: Timetable
    limits: BallotLimits = BallotLimits()
    rule: CountingRule = CountingRule()
    roll: RollCriteria = RollCriteria()
    contests: Annotated[tuple[Contest, ...], msgspec.Meta(max_length=50)] = ()
    trial: bool = False
    package: Id | None = None


class RescheduleRound(AreasCommand, frozen=True, kw_only=True):
    round: Id
    timetable: Timetable


class AdvanceRound(AreasCommand, frozen=True, kw_only=True):
    """Start the phases whose time has come; sent by the timer of `phase`."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    round: Id
    phase: Phase


class SetRoundTimers(AreasCommand, frozen=True, kw_only=True):
    """Have the round advanced at each phase of its newest timetable; sent when the timetable changes."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    round: Id


ROUND_KNOWN = Reason("round_known", Kind.CONFLICT, "A round with this id exists already.")
UNKNOWN_ROUND = Reason("unknown_round", Kind.UNKNOWN, "There is no such round in this area.")
TIMETABLE_ORDER = Reason(
    "timetable_order",
    Kind.INVALID,
    "A timetable has each phase once, in order: ideas, planning, voting, result, implementation.",
)
PHASES_TOO_SHORT = Reason(
    "phases_too_short",
    Kind.INVALID,
    "So that everybody can take part, ideas are given for {ideas} days at least, proposals are planned for {planning}, "
    "the vote is open for {voting}, and votes are counted for {result}. Only a rehearsal can be shorter.",
)
TIMETABLE_PAST = Reason("timetable_past", Kind.CONFLICT, "A phase that has started keeps its time.")
VOTE_ONLY_EXTENDED = Reason("vote_only_extended", Kind.CONFLICT, "An open vote can be extended, not cut short.")
TOO_EARLY = Reason("too_early", Kind.UNAVAILABLE, "The phase starts in a moment.")
A_MOMENT = timedelta(minutes=1)  # more than clocks of servers differ


def require_due(time: datetime, now: datetime) -> None:
    """A timer that is early by this room's clock is to come again; one of a time moved away has a successor."""
    require(not timedelta(0) < time - now < A_MOMENT, TOO_EARLY)


CONTEST_BUDGETS = Reason(
    "contest_budgets", Kind.INVALID, "The budgets of the contests together are not the budget of the round."
)


class RoundView(msgspec.Struct, frozen=True):
    id: str
    area: str
    name: str
    programme: str
    budget_cents: int
    timetable: Timetable
    contests: tuple[Contest, ...]
    roll: RollCriteria = RollCriteria()
    trial: bool = False
    phase: Phase | None = None
    phase_ends_at: datetime | None = None
    package: str = ""


class Rounds(msgspec.Struct, frozen=True):
    items: tuple[RoundView, ...]


class ListRounds(Query[Rounds], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id | None = None


class GetRound(Query[RoundView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    round: Id
