"""Where things come from, folded from the events of the ideas room: a project from a proposal, that from ideas."""

from dataclasses import dataclass, field, replace

from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.ideas import IDEA, IdeaEdited, IdeaSubmitted
from shared.contracts.merging import IdeaReleased
from shared.contracts.projects import PROJECT, MilestonePlanned, ProjectStarted
from shared.contracts.proposals import PROPOSAL, ProposalDrafted
from shared.decider import Fold
from shared.messages import Event


@dataclass(frozen=True)
class IdeaSource:
    """`released` are proposals it was once part of."""

    author: str
    round: str
    title: str
    released: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ProposalSource:
    ideas: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class ProjectSource:
    """`milestones` are titles by id."""

    proposal: str
    milestones: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CommentSource:
    """On an idea or a proposal; the other is empty."""

    author: str
    idea: str
    proposal: str


def _comment(source: CommentSource | None, event: Event) -> CommentSource | None:
    return CommentSource(event.author, event.idea, event.proposal) if isinstance(event, CommentGiven) else source


def _idea(source: IdeaSource | None, event: Event) -> IdeaSource | None:
    match event:
        case IdeaSubmitted():
            return IdeaSource(event.author, event.round, event.title)
        case IdeaEdited() if source:
            return replace(source, title=event.title)
        case IdeaReleased() if source:
            return replace(source, released=source.released | {event.proposal})
        case _:
            return source


def _proposal(source: ProposalSource | None, event: Event) -> ProposalSource | None:
    return ProposalSource(event.ideas, event.title) if isinstance(event, ProposalDrafted) else source


def _project(source: ProjectSource | None, event: Event) -> ProjectSource | None:
    match event:
        case ProjectStarted():
            return ProjectSource(event.proposal)
        case MilestonePlanned() if source:
            return replace(source, milestones={**source.milestones, event.milestone: event.title})
        case _:
            return source


COMMENT_SOURCE = Fold[CommentSource | None](COMMENT, None, _comment)
IDEA_SOURCE = Fold[IdeaSource | None](IDEA, None, _idea)
PROPOSAL_SOURCE = Fold[ProposalSource | None](PROPOSAL, None, _proposal)
PROJECT_SOURCE = Fold[ProjectSource | None](PROJECT, None, _project)
