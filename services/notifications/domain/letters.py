"""Which letter tells of what: one at each step of an idea, and one of an unfinished ballot."""

from typing import TypeAlias, assert_never

from services.notifications.domain.idea_letters import (
    OfIdea,
    OfMerging,
    OfModeration,
    of_idea,
    of_merging,
    of_moderation,
)
from services.notifications.domain.letter import Letter
from services.notifications.domain.project_letters import OfProject, of_project
from services.notifications.domain.proposal_letters import OfCosting, OfProposal, of_costing, of_proposal
from shared.contracts.comments import CommentHidden
from shared.contracts.costing import AppealDecided, AuthorAsked
from shared.contracts.ideas import IdeaHidden, IdeaPublished, IdeaSubmitted, IdeaTakenUp
from shared.contracts.merging import ConsentAsked, IdeaReleased
from shared.contracts.moderation import Moderated
from shared.contracts.projects import MilestoneDelayed, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.proposals import (
    ProposalCosted,
    ProposalFunded,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
)
from shared.contracts.work_days import WorkDayPlanned

Told: TypeAlias = OfIdea | OfMerging | OfModeration | OfCosting | OfProposal | OfProject

UNFINISHED = Letter(
    "Your ballot is unfinished",
    "You have kept a draft of your ballot, but not sent it, so it is no vote yet. The vote closes {time}.",
    link="Finish it and send it here: {url}",
    why="You get this mail once, because you kept a draft in Lähiö.",
)


def letter(event: Told) -> Letter:
    match event:
        case IdeaSubmitted() | IdeaPublished() | IdeaHidden():
            return of_idea(event)
        case CommentHidden() | Moderated():
            return of_moderation(event)
        case IdeaTakenUp() | ConsentAsked() | IdeaReleased():
            return of_merging(event)
        case AuthorAsked() | AppealDecided():
            return of_costing(event)
        case ProposalCosted() | ProposalPlacedOnBallot() | ProposalFunded() | ProposalNotFunded():
            return of_proposal(event)
        case ProjectStarted() | MilestoneDelayed() | MilestoneReached() | WorkDayPlanned() | ProjectImplemented():
            return of_project(event)
        case _:
            assert_never(event)
