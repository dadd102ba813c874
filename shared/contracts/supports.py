"""Who stands behind an idea: published language of the ideas room."""

from typing import ClassVar, TypeAlias

from shared.contracts.ideas import IdeasCommand
from shared.contracts.participants import Group
from shared.events import Aggregate
from shared.ids import derived_id
from shared.messages import Event, Id, Role


class IdeaSupported(Event, frozen=True, kw_only=True):
    """By one person: the aggregate's id follows from theirs."""

    round: str
    idea: str
    person: str = ""
    group: Group = Group()


class SupportWithdrawn(Event, frozen=True, kw_only=True):
    round: str
    idea: str


SupportEvent: TypeAlias = IdeaSupported | SupportWithdrawn
SUPPORT = Aggregate("ideas", "support", SupportEvent)


def support_id(idea: str, person: str) -> str:
    return derived_id("support", idea, person)


class SupportIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id


class WithdrawSupport(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
