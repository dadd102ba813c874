"""Projects, from funded proposals to the thing in the park: published language of the ideas room."""

from datetime import date, datetime
from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.ideas import IdeasCommand
from shared.contracts.pictures import Picture, Pictures
from shared.contracts.words import Limit, Name, Sentence
from shared.contracts.work_days import AttendanceCounted, WorkDayJoined, WorkDayLeft, WorkDayPlanned, WorkDayView
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason, Role


class ProjectStarted(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    proposal: str
    round: str
    title: str
    budget_cents: int


class ResponsibleUnitSet(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    unit: str


class MilestonePlanned(Event, frozen=True, kw_only=True):
    """From `starts` to `due`, as planned at first."""

    public: ClassVar[bool] = True
    milestone: str
    title: str
    due: date
    starts: date | None = None
    planned_cents: int = 0


class MilestoneDelayed(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    milestone: str
    due: date
    reason: str


class MilestoneReached(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    milestone: str
    reached_on: date
    spent_cents: int
    pictures: tuple[Picture, ...] = ()


class PicturesTaken(Event, frozen=True, kw_only=True):
    """Of a `milestone`; empty: of the work as a whole."""

    public: ClassVar[bool] = True
    pictures: tuple[Picture, ...]
    milestone: str = ""


class ProjectImplemented(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    cost_cents: int


ProjectEvent: TypeAlias = (
    ProjectStarted
    | ResponsibleUnitSet
    | MilestonePlanned
    | MilestoneDelayed
    | MilestoneReached
    | PicturesTaken
    | ProjectImplemented
    | WorkDayPlanned
    | WorkDayJoined
    | WorkDayLeft
    | AttendanceCounted
)
PROJECT = Aggregate("ideas", "project", ProjectEvent)


class StartProject(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    project: Id
    proposal: Id
    round: Id
    title: str
    budget_cents: Cents


class OfCoordinator(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    project: Id


class SetResponsibleUnit(OfCoordinator, frozen=True, kw_only=True):
    unit: Name


class PlanMilestone(OfCoordinator, frozen=True, kw_only=True):
    milestone: Id
    title: Name
    due: date
    starts: date | None = None
    planned_cents: Cents = 0


class DelayMilestone(OfCoordinator, frozen=True, kw_only=True):
    """`reason` is read by everybody."""

    milestone: Id
    due: date
    reason: Sentence


class ReachMilestone(OfCoordinator, frozen=True, kw_only=True):
    """Without a day: today."""

    milestone: Id
    spent_cents: Cents
    reached_on: date | None = None
    pictures: Pictures = ()


class ShowPictures(OfCoordinator, frozen=True, kw_only=True):
    """Of the work as it stands, or of a `milestone`; they are added to those before."""

    pictures: Pictures
    milestone: Id | None = None


class ImplementProject(OfCoordinator, frozen=True, kw_only=True):
    """Everything planned is done."""


UNKNOWN_PROJECT = Reason("unknown_project", Kind.UNKNOWN, "There is no such project in this area.")

UNKNOWN_MILESTONE = Reason("unknown_milestone", Kind.UNKNOWN, "The project has no such milestone.")

MILESTONES_OPEN = Reason("milestones_open", Kind.CONFLICT, "A milestone of the project has not been reached yet.")

IMPLEMENTED = Reason("implemented", Kind.CONFLICT, "The project is finished.")

MOST_PICTURES = Reason("most_pictures", Kind.CONFLICT, "A project shows {most} pictures at most.")

NOT_IN_ORDER = Reason("not_in_order", Kind.INVALID, "It cannot end before it starts.")

MILESTONE_REACHED = Reason("milestone_reached", Kind.CONFLICT, "The milestone has been reached already.")


class DelayView(msgspec.Struct, frozen=True):
    due: date
    reason: str
    at: datetime


class MilestoneView(msgspec.Struct, frozen=True):
    """`planned_due` as planned at first, `due` as known now."""

    id: str
    title: str
    due: date
    planned_due: date
    starts: date | None = None
    planned_cents: int = 0
    reached: bool = False
    reached_on: date | None = None
    spent_cents: int | None = None
    delays: tuple[DelayView, ...] = ()
    pictures: tuple[Picture, ...] = ()


class ProjectView(msgspec.Struct, frozen=True):
    """`planned_end` as planned at first, `end` as known now."""

    id: str
    area: str
    round: str
    proposal: str
    title: str
    budget_cents: int
    spent_cents: int
    implemented: bool
    milestones: tuple[MilestoneView, ...]
    unit: str | None = None
    planned_cents: int = 0
    planned_end: date | None = None
    end: date | None = None
    pictures: tuple[Picture, ...] = ()
    work_days: tuple[WorkDayView, ...] = ()


class ProjectPage(msgspec.Struct, frozen=True):
    items: tuple[ProjectView, ...]
    next: str | None = None


class GetProject(Query[ProjectView], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    project: Id


class ListProjects(Query[ProjectPage], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    after: str | None = None
    limit: Limit = 20
