"""Areas, programmes and rounds: the published language of the areas room."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.places import Boundary, Point
from shared.events import Aggregate
from shared.messages import Cents, Command, Event, Id, Kind, Query, Reason, Role, require

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
# something to see, and no control characters
VISIBLE = r"^(?![\s\S]*[\x00-\x1f\x7f])(?=.*[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])"
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=VISIBLE)]


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


class BallotStyle(StrEnum):
    """The values are Pabulib's `vote_type`."""

    APPROVAL = "approval"  # each choice counts 1
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"  # points, in all within max points
    SCORING = "scoring"  # points to each
    ORDINAL = "ordinal"  # choices in the voter's order, the best first


class BallotLimits(msgspec.Struct, frozen=True):
    """What a ballot may hold. `max_cost`: the choices together may not cost more (knapsack)."""

    style: BallotStyle = BallotStyle.APPROVAL
    min_choices: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    max_choices: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 5
    max_points: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    max_cost_cents: Cents | None = None


class RuleName(StrEnum):
    """The values are Pabulib's `rule`, where it has one."""

    GREEDY = "greedy"  # most votes first; what does not fit is left out
    GREEDY_NO_SKIP = "greedy-no-skip"  # most votes first; ends at the first that does not fit
    GREEDY_THRESHOLD = "greedy-threshold"  # greedy among those with enough votes
    GREEDY_PER_COST = "greedy-per-cost"  # most votes for the money first
    EQUAL_SHARES = "equal-shares"  # every voter gets the same share, and supporters pay together
    PHRAGMEN = "phragmen"  # money trickles to all alike; whoever can pay together first, buys


class Utility(StrEnum):
    """What one gains from an item that one's ballot gives a score to, as Equal Shares weighs it."""

    COST = "cost"  # the score times the cost
    CARDINALITY = "cardinality"  # 1, whatever the score
    POINTS = "points"  # the score
    BORDA = "borda"  # the score of a ranking: the last gets 1, the one before it 2


class Completion(StrEnum):
    """How Equal Shares goes on with the money that is left."""

    NONE = "none"
    ADD1 = "add1"  # from whole shares, a unit more for each as long as the outcome is within the budget
    ADD1U = "add1u"  # add1, then utilitarian
    UTILITARIAN = "utilitarian"  # most votes first
    EXHAUSTIVE = "exhaustive"  # a unit more for each until nothing more fits, at last utilitarian


class TieOrder(StrEnum):
    """Who goes first among equals."""

    PUBLISHED = "published_order"  # as the ballot lists them
    CHEAPER_FIRST = "cheaper_first"
    DEARER_FIRST = "dearer_first"
    DRAW = "draw"  # by the SHA-256 of a seed that nobody knew during the vote, a line break and the item's id


class CountingRule(msgspec.Struct, frozen=True):
    """How the vote is counted, fixed before it opens. An item whose score is under `threshold`, or that fewer than
    `min_votes` ballots name, is never funded.

    `utility`, `completion` and `comparison` belong to Equal Shares. Without a utility it is that of the ballots' style.
    `comparison`: if more voters gain more from the outcome of the greedy rule, that one stands.
    """

    name: RuleName = RuleName.GREEDY
    threshold: Count = 0
    tie_order: TieOrder = TieOrder.PUBLISHED
    utility: Utility | None = None
    completion: Completion = Completion.NONE
    min_votes: Count = 0
    comparison: bool = False


class RollCriteria(msgspec.Struct, frozen=True):
    """Who may vote: those at least `min_age` years old on the day `on` (None: the last day of the vote, Finnish time)
    and, where homes or schools are named, living in one of the homes or going to one of the schools."""

    min_age: Annotated[int, msgspec.Meta(ge=0, le=120)] = 12
    on: date | None = None
    homes: tuple[Id, ...] = ()
    schools: tuple[Id, ...] = ()


class Contest(msgspec.Struct, frozen=True):
    """One decision on a ballot (my district, the whole city), with money and rules of its own. Where homes or schools
    are named, only those choose in it who live in one of the homes or go to one of the schools."""

    id: Id
    name: Name
    budget_cents: Cents
    limits: BallotLimits = BallotLimits()
    rule: CountingRule = CountingRule()
    homes: tuple[Id, ...] = ()
    schools: tuple[Id, ...] = ()

    def admits(self, home: str, school: str) -> bool:
        return not (self.homes or self.schools) or home in self.homes or school in self.schools


WHOLE = "whole"
"""The contest of a round that names none: the whole money, by the round's own limits and rule."""


# Events


class AreaRegistered(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    name: str
    eligible_voters: int


class AreaBoundaryDrawn(Event, frozen=True, kw_only=True):
    """From each point to the next one, and from the last to the first."""

    public: ClassVar[bool] = True
    boundary: tuple[Point, ...]


class ProgrammeStarted(Event, frozen=True, kw_only=True):
    """`selection` is the decision that chose the area; empty where none was made here."""

    public: ClassVar[bool] = True
    name: str
    theme: str
    selection: str = ""


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


AREA = Aggregate("areas", "area", AreaRegistered | AreaBoundaryDrawn)
PROGRAMME = Aggregate("areas", "programme", ProgrammeStarted)
ROUND = Aggregate("areas", "round", RoundPlanned | RoundRescheduled | RoundPhaseStarted)


# Commands

COORDINATOR = frozenset({Role.COORDINATOR})


class AreasCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = COORDINATOR


class RegisterArea(AreasCommand, frozen=True, kw_only=True):
    name: Name
    eligible_voters: Count


class SetAreaBoundary(AreasCommand, frozen=True, kw_only=True):
    """Ideas given from now on have their place inside."""

    allowed: ClassVar[frozenset[Role]] = COORDINATOR | {Role.AREA_COORDINATOR}
    boundary: Boundary


class StartProgramme(AreasCommand, frozen=True, kw_only=True):
    programme: Id
    name: Name
    theme: Annotated[str, msgspec.Meta(max_length=500)] = ""
    selection: Id | None = None


class PlanRound(AreasCommand, frozen=True, kw_only=True):
    """A `trial` is a rehearsal: nothing voted in it is built, and its phases can be cut short."""

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


AREA_KNOWN = Reason("area_known", Kind.CONFLICT, "An area with this id is registered already.")
UNKNOWN_AREA = Reason("unknown_area", Kind.UNKNOWN, "There is no such area.")
BOUNDARY_FLAT = Reason("boundary_flat", Kind.INVALID, "A boundary has something inside it.")
BOUNDARY_CROSSED = Reason("boundary_crossed", Kind.INVALID, "A boundary does not cross itself.")
PROGRAMME_KNOWN = Reason("programme_known", Kind.CONFLICT, "A programme with this id exists already.")
UNKNOWN_PROGRAMME = Reason("unknown_programme", Kind.UNKNOWN, "There is no such programme in this area.")
ROUND_KNOWN = Reason("round_known", Kind.CONFLICT, "A round with this id exists already.")
OTHER_PROGRAMME = Reason("other_programme", Kind.CONFLICT, "It belongs to another programme.")
UNKNOWN_ROUND = Reason("unknown_round", Kind.UNKNOWN, "There is no such round in this area.")
TIMETABLE_ORDER = Reason(
    "timetable_order",
    Kind.INVALID,
    "A timetable has each phase once, in order: ideas, planning, voting, result, implementation.",
)
TIMETABLE_PAST = Reason("timetable_past", Kind.CONFLICT, "A phase that has started keeps its time.")
VOTE_ONLY_EXTENDED = Reason("vote_only_extended", Kind.CONFLICT, "An open vote can be extended, not cut short.")
TOO_EARLY = Reason("too_early", Kind.UNAVAILABLE, "The phase starts in a moment.")
A_MOMENT = timedelta(minutes=1)  # more than clocks of servers differ


def require_due(time: datetime, now: datetime) -> None:
    """A timer that is early by this room's clock is to come again; one of a time moved away has a successor."""
    require(not timedelta(0) < time - now < A_MOMENT, TOO_EARLY)


POINTS_MISSING = Reason("points_missing", Kind.INVALID, "Say how many points a ballot may give in all.")
CONTEST_TWICE = Reason("contest_twice", Kind.INVALID, "Two contests have the same id.")
CONTEST_BUDGETS = Reason(
    "contest_budgets", Kind.INVALID, "The budgets of the contests together are not the budget of the round."
)
LIMITS_IMPOSSIBLE = Reason("limits_impossible", Kind.INVALID, "A ballot cannot ask for more choices than it allows.")


# Queries


class AreaView(msgspec.Struct, frozen=True):
    """`boundary` is empty until it is drawn, and in lists, which would grow too long with it."""

    id: str
    name: str
    eligible_voters: int
    boundary: tuple[Point, ...] = ()


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


class Areas(msgspec.Struct, frozen=True):
    items: tuple[AreaView, ...]


class Rounds(msgspec.Struct, frozen=True):
    items: tuple[RoundView, ...]


class ListAreas(Query[Areas], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"


class GetArea(Query[AreaView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id


class ListRounds(Query[Rounds], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id | None = None


class GetRound(Query[RoundView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    round: Id
