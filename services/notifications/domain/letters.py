"""What a person is told at each step of their idea, and of an unfinished ballot: sentences of the message catalogue,
English is the source.

Places in them: {idea}, {proposal} and {milestone} are titles, {cost} is money, {reason} says why, {time} is when a
vote closes or a work day is held, {place} where.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.comments import CommentHidden
from shared.contracts.costing import AppealDecided, AuthorAsked
from shared.contracts.ideas import IdeaHidden, IdeaPublished, IdeaSubmitted, IdeaTakenUp
from shared.contracts.merging import ConsentAsked, IdeaReleased
from shared.contracts.moderation import Deed, Moderated
from shared.contracts.projects import (
    MilestoneDelayed,
    MilestoneReached,
    ProjectImplemented,
    ProjectStarted,
    WorkDayPlanned,
)
from shared.contracts.proposals import (
    ProposalCosted,
    ProposalFunded,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
)

OfMerging: TypeAlias = IdeaTakenUp | ConsentAsked | IdeaReleased
OfIdea: TypeAlias = IdeaSubmitted | IdeaPublished | IdeaHidden | OfMerging
OfModeration: TypeAlias = CommentHidden | Moderated
OfCosting: TypeAlias = AuthorAsked | AppealDecided
OfProposal: TypeAlias = ProposalCosted | ProposalPlacedOnBallot | ProposalFunded | ProposalNotFunded
OfProject: TypeAlias = ProjectStarted | MilestoneDelayed | MilestoneReached | WorkDayPlanned | ProjectImplemented
Told: TypeAlias = OfIdea | OfModeration | OfCosting | OfProposal | OfProject


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    reason: str = ""
    cost_cents: int = 0
    link: str = "See how it goes on: {url}"
    why: str = "You get this mail because you gave an idea in Lähiö."


COMING = "Say here that you come: {url}"

RECEIVED = Letter(
    "We received your idea “{idea}”",
    "Thank you! A moderator reads your idea before others see it. We write to you at each step.",
)
PUBLISHED = Letter(
    "Your idea “{idea}” is published",
    "Everybody can read your idea now. Next, ideas become proposals.",
)
HIDDEN = Letter(
    "Your idea “{idea}” is not shown to others",
    "A moderator has hidden your idea. The reason: {reason} If you think this is wrong, you can appeal: another "
    "moderator then looks at it.",
)
COMMENT_HIDDEN = Letter(
    "Your comment on “{idea}” is not shown to others",
    "A moderator has hidden your comment. The reason: {reason} If you think this is wrong, you can appeal: another "
    "moderator then looks at it.",
    why="You get this mail because you wrote a comment in Lähiö.",
)
HIDING_APPEAL_GRANTED = Letter(
    "Your appeal about “{idea}” was granted",
    "Another moderator has looked at it, and everybody can read what you wrote again. The reason: {reason}",
    why="You get this mail because you appealed in Lähiö.",
)
HIDING_APPEAL_REJECTED = Letter(
    "Your appeal about “{idea}” was not granted",
    "Another moderator has looked at it, and what you wrote stays hidden. The reason: {reason}",
    why="You get this mail because you appealed in Lähiö.",
)
TAKEN_UP = Letter(
    "Your idea “{idea}” is part of a proposal",
    "Your idea lives on in the proposal “{proposal}”. An expert now finds out what it costs.",
)
CONSENT_ASKED = Letter(
    "May your idea “{idea}” be part of a common proposal?",
    "The proposal “{proposal}” was put together from your idea and those of others. If you agree, you need not do "
    "anything. If you do not, you can take your idea out until the vote's ballot is fixed.",
    link="You can answer here: {url}",
)
LEFT = Letter(
    "Your idea “{idea}” is by itself again",
    "You took your idea out of the proposal “{proposal}”. Everybody can read it among the ideas.",
)
RELEASED = Letter(
    "Your idea “{idea}” is no longer part of a proposal",
    "The city took your idea out of the proposal “{proposal}”. The reason: {reason}",
)
COSTED = Letter(
    "The proposal “{proposal}” has a price",
    "The proposal grew out of your idea “{idea}”. An expert says that it costs {cost}.",
)
INFEASIBLE = Letter(
    "The proposal “{proposal}” cannot be carried out",
    "The proposal grew out of your idea “{idea}”. An expert says that it cannot be carried out. The reason: {reason}",
)
ASKED = Letter(
    "An expert asks you about “{proposal}”",
    "The proposal grew out of your idea “{idea}”. To know what it costs, an expert asks: {reason}",
    link="You can answer here: {url}",
)
APPEAL_UPHELD = Letter(
    "The price of “{proposal}” is looked at again",
    "The proposal grew out of your idea “{idea}”. An appeal was upheld, and an expert estimates it anew. "
    "The reason: {reason}",
)
APPEAL_DENIED = Letter(
    "The price of “{proposal}” stays as it is",
    "The proposal grew out of your idea “{idea}”. An appeal about its price was not upheld. The reason: {reason}",
)
ON_BALLOT = Letter(
    "You can vote on the proposal “{proposal}”",
    "The proposal grew out of your idea “{idea}”. It is on the ballot and costs {cost}.",
)
FUNDED = Letter(
    "The proposal “{proposal}” won",
    "Residents chose the proposal that grew out of your idea “{idea}”. The city pays {cost} for it.",
)
NOT_FUNDED = Letter(
    "The proposal “{proposal}” did not win",
    "The proposal grew out of your idea “{idea}”. {reason} Thank you for your idea!",
)
STARTED = Letter(
    "The work on “{proposal}” begins",
    "The project that grew out of your idea “{idea}” has {cost} to spend.",
)
MILESTONE = Letter(
    "“{proposal}”: a step is done",
    "In the project that grew out of your idea “{idea}”, this is done now: {milestone}",
)
DELAYED = Letter(
    "“{proposal}”: a step is delayed",
    "In the project that grew out of your idea “{idea}”, this takes longer than planned: {milestone}. "
    "The reason: {reason}",
)
WORK_DAY = Letter(
    "“{proposal}”: lend a hand",
    "You are welcome to a work day of the project that grew out of your idea “{idea}”: {time}, {place}.",
    link=COMING,
)
IMPLEMENTED = Letter(
    "“{proposal}” is ready",
    "What grew out of your idea “{idea}” is ready. Thank you for your idea!",
)

UNFINISHED = Letter(
    "Your ballot is unfinished",
    "You have kept a draft of your ballot, but not sent it, so it is no vote yet. The vote closes {time}.",
    link="Finish it and send it here: {url}",
    why="You get this mail once, because you kept a draft in Lähiö.",
)

WHY_NOT = {  # by the codes of the count
    "too_expensive": "It costs more than the money that was left when its turn came.",
    "below_threshold": "It got fewer votes than are needed.",
    "below_min_votes": "It got fewer votes than are needed for any proposal.",
    "rival_funded": "A proposal that excludes it won.",
    "underfunded": "Its supporters could not pay for it with their shares of the money.",
    "stopped": "The money ran out before its turn came.",
}
OTHERWISE = "Other proposals came before it."


def letter(event: Told) -> Letter:
    match event:
        case IdeaSubmitted() | IdeaPublished() | IdeaHidden():
            return _of_idea(event)
        case CommentHidden() | Moderated():
            return _of_moderation(event)
        case IdeaTakenUp() | ConsentAsked() | IdeaReleased():
            return _of_merging(event)
        case AuthorAsked() | AppealDecided():
            return _of_costing(event)
        case ProposalCosted() | ProposalPlacedOnBallot() | ProposalFunded() | ProposalNotFunded():
            return _of_proposal(event)
        case ProjectStarted() | MilestoneDelayed() | MilestoneReached() | WorkDayPlanned() | ProjectImplemented():
            return _of_project(event)
        case _:
            assert_never(event)


def _of_idea(event: IdeaSubmitted | IdeaPublished | IdeaHidden) -> Letter:
    match event:
        case IdeaSubmitted():
            return RECEIVED
        case IdeaPublished():
            return PUBLISHED
        case IdeaHidden(reason=reason):
            return replace(HIDDEN, reason=reason)
        case _:
            assert_never(event)


def _of_moderation(event: OfModeration) -> Letter:
    match event:
        case CommentHidden(reason=reason):
            return replace(COMMENT_HIDDEN, reason=reason)
        case Moderated(deed=deed, reason=reason):
            granted = deed is Deed.APPEAL_GRANTED
            return replace(HIDING_APPEAL_GRANTED if granted else HIDING_APPEAL_REJECTED, reason=reason)
        case _:
            assert_never(event)


def _of_merging(event: OfMerging) -> Letter:
    match event:
        case IdeaTakenUp():
            return TAKEN_UP
        case ConsentAsked():
            return CONSENT_ASKED
        case IdeaReleased(declined=declined, reason=reason):
            return LEFT if declined else replace(RELEASED, reason=reason)
        case _:
            assert_never(event)


def _of_costing(event: OfCosting) -> Letter:
    match event:
        case AuthorAsked(text=text):
            return replace(ASKED, reason=text)
        case AppealDecided(upheld=upheld, reason=reason):
            return replace(APPEAL_UPHELD if upheld else APPEAL_DENIED, reason=reason)
        case _:
            assert_never(event)


def _of_proposal(event: OfProposal) -> Letter:
    match event:
        case ProposalCosted(cost_cents=cents, feasible=feasible, reason=reason):
            return replace(COSTED, cost_cents=cents) if feasible else replace(INFEASIBLE, reason=reason)
        case ProposalPlacedOnBallot(cost_cents=cents):
            return replace(ON_BALLOT, cost_cents=cents)
        case ProposalFunded(cost_cents=cents):
            return replace(FUNDED, cost_cents=cents)
        case ProposalNotFunded(reason=code):
            return replace(NOT_FUNDED, reason=WHY_NOT.get(code, OTHERWISE))
        case _:
            assert_never(event)


def _of_project(event: OfProject) -> Letter:
    match event:
        case ProjectStarted(budget_cents=cents):
            return replace(STARTED, cost_cents=cents)
        case MilestoneDelayed(reason=reason):
            return replace(DELAYED, reason=reason)
        case MilestoneReached():
            return MILESTONE
        case WorkDayPlanned():
            return WORK_DAY
        case ProjectImplemented():
            return IMPLEMENTED
        case _:
            assert_never(event)
