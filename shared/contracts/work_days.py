"""Work days (talkoot) of a project: residents lend a hand, and are counted."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.ideas import IdeasCommand
from shared.contracts.participants import Group
from shared.contracts.words import Name
from shared.messages import Event, Id, Kind, Reason, Role

Places = Annotated[int, msgspec.Meta(ge=1, le=1000)]
People = Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class WorkDayPlanned(Event, frozen=True, kw_only=True):
    """Residents' own part (talkoot): a day on which they lend a hand."""

    public: ClassVar[bool] = True
    day: str
    on: date
    place: str
    places: int


class WorkDayJoined(Event, frozen=True, kw_only=True):
    day: str
    person: str
    group: Group


class WorkDayLeft(Event, frozen=True, kw_only=True):
    day: str
    person: str


class AttendanceCounted(Event, frozen=True, kw_only=True):
    """How many came, as counted there; counted anew, the last count holds."""

    public: ClassVar[bool] = True
    day: str
    people: int


class WorkDayCommand(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    project: Id
    day: Id


class PlanWorkDay(WorkDayCommand, frozen=True, kw_only=True):
    on: date
    place: Name
    places: Places


class CountAttendance(WorkDayCommand, frozen=True, kw_only=True):
    people: People


class JoinWorkDay(WorkDayCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})


class LeaveWorkDay(WorkDayCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})


NOT_YET = Reason("not_yet", Kind.CONFLICT, "That day has not come yet.")

UNKNOWN_WORK_DAY = Reason("unknown_work_day", Kind.UNKNOWN, "The project has no such work day.")

WORK_DAY_PAST = Reason("work_day_past", Kind.CONFLICT, "The work day is over.")

WORK_DAY_FULL = Reason("work_day_full", Kind.CONFLICT, "All {places} places of the work day are taken.")


class WorkDayView(msgspec.Struct, frozen=True):
    """`mine`: whoever asks has joined."""

    id: str
    on: date
    place: str
    places: int
    joined: int
    came: int | None = None
    mine: bool = False
