"""Projects, from funded proposals to the thing in the park: published language of the ideas room."""

from datetime import date
from typing import ClassVar

import msgspec

from shared.contracts.areas import Name
from shared.contracts.ideas import IdeasCommand, Limit
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason, Role


class ProjectStarted(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    proposal: str
    round: str
    title: str
    budget_cents: int


class MilestonePlanned(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    milestone: str
    title: str
    due: date


class MilestoneReached(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    milestone: str
    spent_cents: int


class ProjectImplemented(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    cost_cents: int


PROJECT = Aggregate("ideas", "project", ProjectStarted | MilestonePlanned | MilestoneReached | ProjectImplemented)


class StartProject(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    project: Id
    proposal: Id
    round: Id
    title: str
    budget_cents: Cents


class PlanMilestone(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    project: Id
    milestone: Id
    title: Name
    due: date


class ReachMilestone(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    project: Id
    milestone: Id
    spent_cents: Cents


class ImplementProject(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    project: Id


UNKNOWN_PROJECT = Reason("unknown_project", Kind.UNKNOWN, "There is no such project in this area.")

UNKNOWN_MILESTONE = Reason("unknown_milestone", Kind.UNKNOWN, "The project has no such milestone.")

MILESTONES_OPEN = Reason("milestones_open", Kind.CONFLICT, "A milestone of the project has not been reached yet.")

IMPLEMENTED = Reason("implemented", Kind.CONFLICT, "The project is finished.")


class MilestoneView(msgspec.Struct, frozen=True):
    id: str
    title: str
    due: date
    reached: bool = False


class ProjectView(msgspec.Struct, frozen=True):
    id: str
    area: str
    round: str
    proposal: str
    title: str
    budget_cents: int
    spent_cents: int
    implemented: bool
    milestones: tuple[MilestoneView, ...]


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
