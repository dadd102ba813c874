"""A room: what it answers, what it keeps, what it reacts to. Wired by hand, run by `shared.host`."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.events import Aggregate, Recorded
from shared.messages import Command, Done, Query
from shared.projections import View

if TYPE_CHECKING:
    from shared.room import Room

CommandHandler = Callable[[Any, str, "Room"], Awaitable[Done]]  # its own command, the command's id
QueryHandler = Callable[[Any, "Room"], Awaitable[Any]]  # Any: its own query and answer
React = Callable[[Recorded], Iterable[Command]]
Commands = Mapping[type[Command], CommandHandler]
Queries = Mapping[type[Query[Any]], QueryHandler]
Background = Callable[["Room"], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Reaction:
    """An event of any room in, commands out. Must not depend on anything else, since it may run twice."""

    to: tuple[Aggregate, ...]
    react: React


@dataclass(frozen=True)
class Service:
    """The one public name of a room."""

    name: str
    commands: Commands = field(default_factory=dict)
    queries: Queries = field(default_factory=dict)
    views: tuple[View, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    on_time: Callable[[tuple[str, ...]], Command] | None = None  # the key of a timer that is due
    background: tuple[Background, ...] = ()
