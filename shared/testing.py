"""Deciders tested as sentences: given what has happened, when somebody asks for something, then this follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from shared.decider import Decider, Given
from shared.messages import Command, Event, Reason, Refusal, Refused

State = TypeVar("State")
Asked: TypeAlias = Command | Given[Any, Any]


@dataclass(frozen=True)
class Outcome(Generic[State]):
    """Events, or the refusal that came instead."""

    history: "History[State]"
    command: Asked
    told: Sequence[Event] | Refusal

    def then(self, *events: Event) -> "History[State]":
        """Exactly these events, or none; the history goes on with them."""
        if self.told != list(events):
            raise AssertionError(f"{self.command}\nshould lead to {list(events)}\nbut led to     {self.told}")
        return History(self.history.decider, (*self.history.events, *events))

    def then_refused(self, reason: Reason, **values: str | int) -> "History[State]":
        if self.told != Refusal(reason, values):
            raise AssertionError(f"{self.command}\nshould be refused: {reason}, {values}\nbut led to {self.told}")
        return self.history


@dataclass(frozen=True)
class History(Generic[State]):
    decider: Decider[State]
    events: tuple[Event, ...]

    @property
    def state(self) -> State:
        return self.decider.over(self.events, self.decider.initial)

    def when(self, command: Asked) -> Outcome[State]:
        try:
            return Outcome(self, command, list(self.decider.decide(command, self.state)))
        except Refused as refused:
            return Outcome(self, command, refused.refusal)


def given(decider: Decider[State], *events: Event) -> History[State]:
    return History(decider, events)
