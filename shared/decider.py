"""The decider (Jérémie Chassaing, "Functional Event Sourcing Decider"): all of an aggregate's rules, without I/O."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from shared.events import Aggregate
from shared.messages import Command, Event

State = TypeVar("State")
C = TypeVar("C", bound=Command)
Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Fold(Generic[State]):
    """What an aggregate's events add up to: `evolve` is the state after one more event."""

    aggregate: Aggregate
    initial: State
    evolve: Callable[[State, Any], State]  # Any: each fold's own union of events

    def over(self, events: Iterable[Event], state: State) -> State:
        return reduce(self.evolve, events, state)


@dataclass(frozen=True)
class Decider(Fold[State]):
    """`decide` tells what a command changes, or raises `Refused`."""

    decide: Callable[[Any, State], Sequence[Event]]  # Any: each decider's own union of commands


@dataclass(frozen=True)
class Given(Generic[C, Facts]):
    """A command together with facts of other aggregates that its rule needs."""

    command: C
    facts: Facts

    @property
    def area(self) -> str:
        return self.command.area

    @property
    def at(self) -> datetime:
        return self.command.at
