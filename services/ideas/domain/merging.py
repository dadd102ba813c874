"""How an idea becomes part of a proposal, with its author's consent, and how it leaves again."""

from collections.abc import Sequence
from typing import TypeAlias

from services.ideas.domain.idea_state import Idea
from shared.contracts.ideas import IDEA_NOT_PUBLISHED, NOT_YOUR_IDEA, OPEN_TO_ALL, IdeaTakenUp, TakeUpIdea
from shared.contracts.merging import (
    NOT_ASKED,
    NOT_IN_PROPOSAL,
    ConsentAsked,
    ConsentGiven,
    ConsentToMerge,
    DeclineMerge,
    IdeaReleased,
    ReleaseIdea,
)
from shared.messages import require

Joined: TypeAlias = IdeaTakenUp | ConsentAsked


def take_up(command: TakeUpIdea, state: Idea) -> Sequence[Joined]:
    if command.proposal in state.proposals | state.released:
        return []
    require(state.status in OPEN_TO_ALL, IDEA_NOT_PUBLISHED)
    asks = command.asks_consent and state.submitted.author != ""
    taken = IdeaTakenUp(proposal=command.proposal, asks_consent=asks)
    return [taken, ConsentAsked(proposal=command.proposal)] if asks else [taken]


def consent(command: ConsentToMerge, state: Idea) -> Sequence[ConsentGiven]:
    require(state.submitted.author == command.by.id, NOT_YOUR_IDEA)
    require(command.proposal in state.asked, NOT_ASKED)
    return [] if command.proposal in state.consented else [ConsentGiven(proposal=command.proposal)]


def decline(command: DeclineMerge, state: Idea) -> Sequence[IdeaReleased]:
    require(state.submitted.author == command.by.id, NOT_YOUR_IDEA)
    require(command.proposal in state.asked, NOT_ASKED)
    return _leave(command.proposal, state, declined=True)


def release(command: ReleaseIdea, state: Idea) -> Sequence[IdeaReleased]:
    return _leave(command.proposal, state, declined=False, reason=command.reason)


def _leave(proposal: str, state: Idea, *, declined: bool, reason: str = "") -> Sequence[IdeaReleased]:
    """Whether it still can, the proposal has decided before."""
    if proposal in state.released:
        return []
    require(proposal in state.proposals, NOT_IN_PROPOSAL)
    still_in = min(state.proposals - {proposal}, default="")
    return [IdeaReleased(proposal=proposal, declined=declined, reason=reason, still_in=still_in)]
