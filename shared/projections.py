"""Views kept up to date: batches of events in, changes out, the position stored in the same database."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing, nullcontext
from dataclasses import dataclass
from functools import cached_property

import nats.errors
from nats.aio.client import Client

from shared.events import Aggregate, Kind, Recorded, decode_commit
from shared.log import Stored, follow, going_on, last_position, lies_between
from shared.telemetry import PARKED, POSITION, PROJECTED, is_sampled, log, span
from shared.views import Change, Gap, Parked, Unreachable, ViewSchema, ViewStore

Project = Callable[[Recorded], Iterable[Change]]
Batch = list[tuple[int, list[Change]]]
PAUSE = 1.0  # seconds, when the log or the database is away
FEW, GATHER = 100, 0.01  # events, seconds: a transaction for each ballot would take a third of a vote's speed


@dataclass(frozen=True)
class View:
    """A pure mapping from the events of some aggregates to changes of documents."""

    schema: ViewSchema
    of: tuple[Aggregate, ...]
    project: Project

    @property
    def name(self) -> str:
        return self.schema.name

    @property
    def subjects(self) -> list[str]:
        return [aggregate.everywhere for aggregate in self.of]

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(aggregate.kind for aggregate in self.of)


class Projector:
    """Runs one view. An event it fails on is parked, and so is all that follows on the same subject, in order."""

    def __init__(self, view: View, store: ViewStore, nc: Client, moved: str = "") -> None:
        """`moved`: the subject on which to say that it took in something new."""
        self.view = view
        self._moved = moved
        self._store = store
        self._nc = nc
        self._reached = asyncio.Condition()
        self.position = 0
        self._blocked: set[str] = set()

    async def run(self) -> None:
        while going_on(self._nc):
            try:
                await self._start()
                async with aclosing(follow(self._nc, self.view.subjects, self.position)) as batches:
                    async for batch, behind in batches:
                        await self.apply(batch)
                        if behind < FEW:
                            await asyncio.sleep(GATHER)
            except Gap:  # somebody rebuilds the view: go on from where it is now
                continue
            except (Unreachable, nats.errors.Error, TimeoutError) as error:
                log.warning("view waits", view=self.view.name, error=repr(error))
                await asyncio.sleep(PAUSE)

    async def _start(self) -> None:
        await self._store.create(self.view.schema)
        self._blocked = await self._parked_subjects()
        position = await self._store.position(self.view.name)
        if position > await last_position(self._nc):  # an older log was restored, or its last moments are lost
            log.error("the view is ahead of the log and is built anew", view=self.view.name, position=position)
            await self._store.drop(self.view.name)
            await self._store.create(self.view.schema)
            position = 0
        self.position = position

    async def apply(self, batch: Sequence[Stored]) -> None:
        """Raises `Gap` or `Unreachable`."""
        changes: Batch = []
        if self._blocked:  # somebody may have retried them meanwhile
            self._blocked = await self._parked_subjects()
        for stored in batch:
            await self._add(stored, changes)
        try:
            await self._store.apply(self.view.name, changes, after=self.position, position=batch[-1].position)
        except (Gap, Unreachable):
            raise
        except Exception:
            await self._apply_singly(batch, changes)
        PROJECTED.labels(self.view.name).inc(len(batch))
        await self._reach(batch[-1].position)
        if self._moved:
            await self._nc.publish(self._moved)

    async def _apply_singly(self, batch: Sequence[Stored], changes: Batch) -> None:
        """The database cannot take in one of these events: find out which, and park it."""
        changed = dict(changes)
        for stored in batch:
            position, found = stored.position, changed.get(stored.position, [])
            try:
                await self._store.apply(self.view.name, [(position, found)], after=self.position, position=position)
            except (Gap, Unreachable):
                raise
            except Exception as error:
                await self._park(stored, repr(error))
                await self._store.apply(self.view.name, [], after=self.position, position=position)
            self.position = position

    async def wait_for(self, position: int, seconds: float) -> bool:
        """Whether the view reached `position` within `seconds`; also when another process projects it, or when
        nothing up to there is for this view."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.position < position:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return False
            try:
                async with asyncio.timeout(min(left, 0.1)), self._reached:
                    await self._reached.wait()
            except TimeoutError:
                self.position = max(self.position, await self._store.position(self.view.name))
                if not await self._has_to_come(position):
                    return True
        return True

    async def _has_to_come(self, position: int) -> bool:
        asked = [lies_between(self._nc, aggregate, self.position, position) for aggregate in self.view.of]
        return any(await asyncio.gather(*asked))

    async def retry_parked(self) -> int:
        """Try the parked events again, oldest first; how many could be applied."""
        applied = 0
        self._blocked = set()
        for parked in await self._store.parked(self.view.name):
            stored = Stored(parked.subject, parked.position, parked.headers, parked.data)
            if parked.subject in self._blocked:
                continue
            try:
                changes = self._changes(stored)
            except Exception as error:
                self._blocked.add(parked.subject)
                log.warning("still failing", view=self.view.name, position=parked.position, error=repr(error))
                continue
            await self._store.apply_parked(self.view.name, parked.position, changes)
            applied += 1
        return applied

    async def _add(self, stored: Stored, changes: Batch) -> None:
        if stored.subject in self._blocked:
            await self._park(stored, "an earlier event of the same subject is parked")
            return
        try:
            changes.append((stored.position, self._changes(stored)))
        except Exception as error:
            await self._park(stored, repr(error))

    async def _park(self, stored: Stored, error: str) -> None:
        self._blocked.add(stored.subject)
        PARKED.labels(self.view.name).inc()
        log.error("event parked", view=self.view.name, subject=stored.subject, position=stored.position, error=error)
        await self._store.park(
            Parked(self.view.name, stored.position, stored.subject, stored.headers, stored.data, error)
        )

    async def _parked_subjects(self) -> set[str]:
        return {parked.subject for parked in await self._store.parked(self.view.name)}

    def _changes(self, stored: Stored) -> list[Change]:
        commit = decode_commit(stored.subject, stored.position, stored.headers, stored.data)
        trace = stored.headers.get("traceparent", "")
        with span("project", trace, view=self.view.name) if trace and is_sampled(trace) else nullcontext():
            return [change for event in commit.events for change in self.view.project(event)]

    async def _reach(self, position: int) -> None:
        async with self._reached:
            self.position = max(self.position, position)
            POSITION.labels(self.view.name).set(self.position)
            self._reached.notify_all()
