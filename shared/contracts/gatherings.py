"""Gatherings (työpajat, jalkautuminen) and who comes to them: published language of the areas room."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.areas import Moment
from shared.contracts.participants import AgeBand, Group
from shared.contracts.words import Limit, Name, Sentence, Text
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

PLANNERS = frozenset({Role.COORDINATOR, Role.AREA_COORDINATOR})
"""Who plans an area's development together with its residents."""
WRITERS = PLANNERS | {Role.OUTREACH}
"""Who meets residents, and writes down what they say."""


class GatheringKind(StrEnum):
    STRATEGIC_WORKSHOP = "strategic_workshop"
    SERVICE_WORKSHOP = "service_workshop"
    AREA_WORKSHOP = "area_workshop"
    OUTREACH = "outreach"


class Attended(msgspec.Struct, frozen=True):
    group: Group
    count: int


# Events


class GatheringPlanned(Event, frozen=True, kw_only=True):
    """Without `places`, as many as come."""

    public: ClassVar[bool] = True
    programme: str
    kind: GatheringKind
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int | None
    description: str


class GatheringRescheduled(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    starts_at: datetime
    ends_at: datetime


class GatheringCancelled(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class ResidentRegistered(Event, frozen=True, kw_only=True):
    person: str
    group: Group


class RegistrationWithdrawn(Event, frozen=True, kw_only=True):
    person: str


class AttendanceRecorded(Event, frozen=True, kw_only=True):
    """One count of those who came. The same `attendance` again is its correction and takes its place."""

    attendance: str
    counts: tuple[Attended, ...]


GatheringEvent: TypeAlias = (
    GatheringPlanned
    | GatheringRescheduled
    | GatheringCancelled
    | ResidentRegistered
    | RegistrationWithdrawn
    | AttendanceRecorded
)
GATHERING = Aggregate("areas", "gathering", GatheringEvent)


# Commands


class GatheringCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = WRITERS
    gathering: Id


class PlanGathering(GatheringCommand, frozen=True, kw_only=True):
    """An outreach worker plans outreach alone; also afterwards, as it may come about in the street."""

    programme: Id
    kind: GatheringKind
    title: Name
    place: Name
    starts_at: Moment
    ends_at: Moment
    places: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None
    description: Text = ""


class RescheduleGathering(GatheringCommand, frozen=True, kw_only=True):
    starts_at: Moment
    ends_at: Moment


class CancelGathering(GatheringCommand, frozen=True, kw_only=True):
    reason: Sentence


class RegisterForGathering(GatheringCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})


class WithdrawRegistration(GatheringCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})


class Counted(msgspec.Struct, frozen=True):
    """How many came of an age band and, where it was asked, of a home area."""

    count: Annotated[int, msgspec.Meta(ge=0, le=100_000)]
    age: AgeBand = AgeBand.UNKNOWN
    home: Id | None = None


class RecordAttendance(GatheringCommand, frozen=True, kw_only=True):
    """The device makes the id of the count: sent twice it counts once, sent corrected it replaces what it said."""

    attendance: Id
    counts: Annotated[tuple[Counted, ...], msgspec.Meta(min_length=1, max_length=200)]


UNKNOWN_GATHERING = Reason("unknown_gathering", Kind.UNKNOWN, "There is no such gathering in this area.")
GATHERING_TIMES = Reason("gathering_times", Kind.INVALID, "A gathering cannot end before it starts.")
GATHERING_IS_CANCELLED = Reason("gathering_cancelled", Kind.CONFLICT, "This gathering was cancelled.")
GATHERING_OVER = Reason("gathering_over", Kind.CONFLICT, "This gathering is over.")
GATHERING_FULL = Reason("gathering_full", Kind.CONFLICT, "All places at this gathering are taken.")
GROUP_TWICE = Reason("group_twice", Kind.INVALID, "Each group is counted once.")


# Queries


class GatheringStatus(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class GatheringView(msgspec.Struct, frozen=True):
    id: str
    area: str
    programme: str
    kind: GatheringKind
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int | None
    description: str
    status: GatheringStatus = GatheringStatus.PLANNED
    reason: str = ""
    registered: int = 0


class GatheringPage(msgspec.Struct, frozen=True):
    items: tuple[GatheringView, ...]
    next: str | None = None


class ListGatherings(Query[GatheringPage], frozen=True, kw_only=True):
    """The latest first."""

    service: ClassVar[str] = "areas"
    area: Id
    after: str | None = None
    limit: Limit = 50


class GetGathering(Query[GatheringView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    gathering: Id


class Registrations(msgspec.Struct, frozen=True):
    gatherings: tuple[str, ...]


class ListMyRegistrations(Query[Registrations], frozen=True, kw_only=True):
    """The gatherings for which whoever asks is registered."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.RESIDENT})
    area: Id


class Attendance(msgspec.Struct, frozen=True):
    total: int
    counts: tuple[Attended, ...]


class GetAttendance(Query[Attendance], frozen=True, kw_only=True):
    """All counts of a gathering together."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = WRITERS
    area: Id
    gathering: Id
