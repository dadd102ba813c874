"""Load → decide → append → retry on conflict, written once for every command of every room."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar
from weakref import WeakValueDictionary

from shared.decider import Decider, Fold, Given
from shared.event_store import Conflict, EventStore
from shared.events import Commit
from shared.messages import CONTENTION, Command, Done, Event, Refused

State = TypeVar("State")

KEPT = 20_000  # states in memory; the rest is read again when needed
TRIES = 50


@dataclass(slots=True)
class Loaded(Generic[State]):
    """An aggregate's state as of `position`, and where each command it knows was stored."""

    state: State
    position: int = 0
    commands: dict[str, int] = field(default_factory=dict)

    def with_commit(self, fold: Fold[State], commit: Commit) -> "Loaded[State]":
        events = (recorded.event for recorded in commit.events)
        return self.with_events(fold, tuple(events), commit.position, commit.command_id)

    def with_events(
        self, fold: Fold[State], events: Sequence[Event], position: int, command_id: str
    ) -> "Loaded[State]":
        return Loaded(fold.over(events, self.state), position, {**self.commands, command_id: position})


Key: TypeAlias = tuple[str, Callable[..., Any]]


def _key(fold: Fold[Any], subject: str) -> Key:
    """The same events add up to another state in another fold."""
    return subject, fold.evolve


class _Reads:
    """The reads of one subject that somebody waits for: how many began, and which was the last that succeeded."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.begun = self.succeeded = 0


class Aggregates:
    """A cache of states in front of the event store.

    A command is first decided on the state in memory, however old: the append is guarded, so a success proves
    that the state was the newest. Only a refusal, or nothing to do, is checked against the log before it is
    believed. A first ballot thus costs one round trip.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._kept: OrderedDict[Key, Loaded[Any]] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._reads: WeakValueDictionary[Key, _Reads] = WeakValueDictionary()

    async def handle(
        self, decider: Decider[State], id: str, command: Command | Given[Any, Any], command_id: str
    ) -> Done:
        """Decide `command` on the aggregate `id`. Raises `Refused`. The same `command_id` again changes nothing."""
        subject = decider.aggregate.subject(command.area, id)
        async with self._lock(subject):
            for _ in range(TRIES):
                try:
                    return Done(id, await self._attempt(decider, subject, command, command_id))
                except Conflict:
                    await self._refresh(decider, subject)
            raise Refused(CONTENTION)

    async def known(self, fold: Fold[State], area: str, id: str) -> Loaded[State]:
        """The state in memory if there is one (it may be old), else as the log has it."""
        subject = fold.aggregate.subject(area, id)
        kept = self._kept.get(_key(fold, subject))
        return kept if kept is not None and kept.position else await self._refresh(fold, subject)

    async def newest(self, fold: Fold[State], area: str, id: str) -> Loaded[State]:
        """The state as the log has it at some moment after this call; simultaneous callers share one read."""
        subject = fold.aggregate.subject(area, id)
        key = _key(fold, subject)
        reads = self._reads.get(key)
        if reads is None:
            reads = self._reads[key] = _Reads()
        asked_at = reads.begun
        async with reads.lock:
            if reads.succeeded > asked_at:  # a read that began after I asked serves me, too
                return await self.known(fold, area, id)
            reads.begun += 1
            loaded = await self._refresh(fold, subject)
            reads.succeeded = reads.begun
            return loaded

    async def _attempt(
        self, decider: Decider[State], subject: str, command: Command | Given[Any, Any], command_id: str
    ) -> int:
        key = _key(decider, subject)
        kept = self._kept.get(key)
        loaded: Loaded[State] = kept or Loaded(decider.initial)
        if command_id in loaded.commands:
            return loaded.commands[command_id]
        try:
            events = decider.decide(command, loaded.state)
        except Refused:
            events = []
        if not events:
            loaded = await self._refresh(decider, subject)
            if command_id in loaded.commands:
                return loaded.commands[command_id]
            events = decider.decide(command, loaded.state)
        if not events:
            return loaded.position
        stored = await self._store.append(
            subject, events, expected=loaded.position, command_id=command_id, at=command.at
        )
        if stored.repeated:
            self._kept.pop(key, None)
        else:
            self._keep(key, loaded.with_events(decider, events, stored.position, command_id))
        return stored.position

    async def _refresh(self, fold: Fold[State], subject: str) -> Loaded[State]:
        key = _key(fold, subject)
        loaded: Loaded[State] = self._kept.get(key) or Loaded(fold.initial)
        for commit in await self._store.read(subject, loaded.position):
            loaded = loaded.with_commit(fold, commit)
        self._keep(key, loaded)
        return loaded

    def _keep(self, key: Key, loaded: Loaded[Any]) -> None:
        newer = self._kept.get(key)
        if newer is None or newer.position <= loaded.position:
            self._kept[key] = loaded
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _lock(self, subject: str) -> asyncio.Lock:
        lock = self._locks.get(subject)
        if lock is None:
            lock = self._locks[subject] = asyncio.Lock()
        return lock
