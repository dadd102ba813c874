"""One person's support (kannatus) of an idea."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from services.ideas.domain.idea_state import Idea
from shared.contracts.ideas import OPEN_TO_ALL, UNKNOWN_IDEA
from shared.contracts.moderation import NOT_SHOWN
from shared.contracts.participants import group_of
from shared.contracts.supports import (
    SUPPORT,
    IdeaSupported,
    SupportEvent,
    SupportIdea,
    SupportWithdrawn,
    WithdrawSupport,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require

SupportCommand: TypeAlias = Given[SupportIdea, Idea | None] | WithdrawSupport


def decide(command: SupportCommand, state: IdeaSupported | None) -> Sequence[SupportEvent]:
    match command:
        case Given(SupportIdea() as support, idea):
            return [] if state else [_supported(support, idea)]
        case WithdrawSupport():
            return [SupportWithdrawn(round=state.round, idea=state.idea)] if state else []
        case _:
            raise TypeError(command)


def _supported(command: SupportIdea, idea: Idea | None) -> IdeaSupported:
    if idea is None:
        raise Refused(UNKNOWN_IDEA)
    require(idea.status in OPEN_TO_ALL, NOT_SHOWN)
    group = group_of(command.by, command.at)
    return IdeaSupported(round=idea.submitted.round, idea=command.idea, person=command.by.id, group=group)


def evolve(_: IdeaSupported | None, event: SupportEvent) -> IdeaSupported | None:
    match event:
        case IdeaSupported():
            return event
        case SupportWithdrawn():
            return None
        case _:
            assert_never(event)


support = Decider[IdeaSupported | None](SUPPORT, None, evolve, decide)
