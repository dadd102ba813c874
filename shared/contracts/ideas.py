"""Ideas, proposals and projects: the published language of the ideas room."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.areas import Name
from shared.events import Aggregate
from shared.messages import Cents, Command, Event, Id, Kind, Query, Reason, Role

Text = Annotated[str, msgspec.Meta(max_length=5000)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


# Events of an idea


class IdeaSubmitted(Event, frozen=True, kw_only=True):
    round: str
    author: str
    title: str
    text: str


class IdeaEdited(Event, frozen=True, kw_only=True):
    title: str
    text: str


class IdeaPublished(Event, frozen=True, kw_only=True):
    """Carries the words as published, for those who see only public events."""

    public: ClassVar[bool] = True
    round: str
    title: str
    text: str


class IdeaHidden(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class IdeaTakenUp(Event, frozen=True, kw_only=True):
    """The idea lives on in a proposal."""

    public: ClassVar[bool] = True
    proposal: str


# Events of a proposal


class ProposalDrafted(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    ideas: tuple[str, ...]
    title: str
    text: str


class ProposalCosted(Event, frozen=True, kw_only=True):
    """An expert's estimate; when it is not `feasible`, `reason` tells residents why."""

    public: ClassVar[bool] = True
    cost_cents: int
    feasible: bool
    reason: str


class ProposalPlacedOnBallot(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    title: str
    cost_cents: int


class ProposalFunded(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    title: str
    cost_cents: int


class ProposalNotFunded(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    reason: str


# Events of a project


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


IDEA = Aggregate("ideas", "idea", IdeaSubmitted | IdeaEdited | IdeaPublished | IdeaHidden | IdeaTakenUp)
PROPOSAL = Aggregate(
    "ideas",
    "proposal",
    ProposalDrafted | ProposalCosted | ProposalPlacedOnBallot | ProposalFunded | ProposalNotFunded,
)
PROJECT = Aggregate("ideas", "project", ProjectStarted | MilestonePlanned | MilestoneReached | ProjectImplemented)


# Commands


class IdeasCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"


class SubmitIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
    round: Id
    title: Name
    text: Text


class EditIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
    title: Name
    text: Text


class PublishIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.COORDINATOR})
    idea: Id


class HideIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.COORDINATOR})
    idea: Id
    reason: Sentence


class TakeUpIdea(IdeasCommand, frozen=True, kw_only=True):
    """Sent for each idea of a proposal that was drafted."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    idea: Id
    proposal: Id


class DraftProposal(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id
    round: Id
    ideas: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=100)]
    title: Name
    text: Text


class CostProposal(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.EXPERT})
    proposal: Id
    cost_cents: Cents
    feasible: bool = True
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class PlaceOnBallot(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id


class DecideFunding(IdeasCommand, frozen=True, kw_only=True):
    """What the count means for one proposal; sent when the vote is counted."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    proposal: Id
    funded: bool
    reason: str


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


UNKNOWN_IDEA = Reason("unknown_idea", Kind.UNKNOWN, "There is no such idea in this area.")
UNKNOWN_PROPOSAL = Reason("unknown_proposal", Kind.UNKNOWN, "There is no such proposal in this area.")
UNKNOWN_PROJECT = Reason("unknown_project", Kind.UNKNOWN, "There is no such project in this area.")
UNKNOWN_MILESTONE = Reason("unknown_milestone", Kind.UNKNOWN, "The project has no such milestone.")
ID_TAKEN = Reason("id_taken", Kind.CONFLICT, "This id is in use for something else already.")
NOT_YOUR_IDEA = Reason("not_your_idea", Kind.FORBIDDEN, "Only the person who gave the idea may change it.")
WRONG_PHASE = Reason("wrong_phase", Kind.CONFLICT, "This can be done only in the phase {needed} of the round.")
IDEA_IN_USE = Reason("idea_in_use", Kind.CONFLICT, "The idea is part of a proposal already.")
IDEA_NOT_PUBLISHED = Reason("idea_not_published", Kind.CONFLICT, "Only published ideas can become a proposal.")
OTHER_ROUND = Reason("other_round", Kind.CONFLICT, "The idea belongs to another round.")
WITHOUT_REASON = Reason("without_reason", Kind.INVALID, "Tell residents why the proposal is not feasible.")
NOT_COSTED = Reason("not_costed", Kind.CONFLICT, "Only a proposal with a price and found feasible goes on the ballot.")
OVER_BUDGET = Reason("over_budget", Kind.CONFLICT, "The proposal costs more than the whole budget of the round.")
ON_BALLOT = Reason("on_ballot", Kind.CONFLICT, "The proposal is on the ballot; its price is fixed.")
NOT_ON_BALLOT = Reason("not_on_ballot", Kind.CONFLICT, "The proposal was not on the ballot.")
MILESTONES_OPEN = Reason("milestones_open", Kind.CONFLICT, "A milestone of the project has not been reached yet.")
IMPLEMENTED = Reason("implemented", Kind.CONFLICT, "The project is finished.")


# Queries


class IdeaStatus(StrEnum):
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    TAKEN_UP = "taken_up"


class IdeaView(msgspec.Struct, frozen=True):
    id: str
    area: str
    round: str
    title: str
    text: str
    status: IdeaStatus
    submitted_at: datetime
    proposal: str | None = None
    reason: str | None = None


class ProposalStatus(StrEnum):
    DRAFTED = "drafted"
    COSTED = "costed"
    INFEASIBLE = "infeasible"
    ON_BALLOT = "on_ballot"
    FUNDED = "funded"
    NOT_FUNDED = "not_funded"


class ProposalView(msgspec.Struct, frozen=True):
    id: str
    area: str
    round: str
    title: str
    text: str
    ideas: tuple[str, ...]
    status: ProposalStatus
    cost_cents: int | None = None
    reason: str | None = None


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


class IdeaPage(msgspec.Struct, frozen=True):
    items: tuple[IdeaView, ...]
    next: str | None = None


class ProposalPage(msgspec.Struct, frozen=True):
    items: tuple[ProposalView, ...]
    next: str | None = None


class ProjectPage(msgspec.Struct, frozen=True):
    items: tuple[ProjectView, ...]
    next: str | None = None


class GetIdea(Query[IdeaView], frozen=True, kw_only=True):
    """An idea that is not published is shown to its author and to staff alone."""

    service: ClassVar[str] = "ideas"
    area: Id
    idea: Id


class ListIdeas(Query[IdeaPage], frozen=True, kw_only=True):
    """Newest first. Without `status`: what everybody may see."""

    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    status: IdeaStatus = IdeaStatus.PUBLISHED
    after: str | None = None
    limit: Limit = 20


class GetProposal(Query[ProposalView], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    proposal: Id


class ListProposals(Query[ProposalPage], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    status: ProposalStatus | None = None
    after: str | None = None
    limit: Limit = 20


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
