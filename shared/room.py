"""A room at work: answers requests, runs its views and reactions, and lends its handlers what they need."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from contextvars import ContextVar
from typing import Any, TypeVar

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.aggregates import Aggregates, Loaded
from shared.decider import Decider, Fold, Given
from shared.event_store import EventStore
from shared.log import last_position_of
from shared.messages import (
    BROKEN,
    EVERYWHERE,
    MALFORMED,
    NOT_YOUR_ROLE,
    UNAVAILABLE,
    Command,
    Done,
    Query,
    Refusal,
    Refused,
    require,
)
from shared.projections import Projector, View
from shared.reactions import run_reactions
from shared.requests import COMMAND_ID, REFUSED, subscribed
from shared.service import CommandHandler, Service
from shared.settings import Settings
from shared.status import Status, moved_subject, status_subject
from shared.telemetry import log, measured, span
from shared.timers import run_timers
from shared.views import InvalidQuery, Unreachable, ViewStore

State = TypeVar("State")
WAIT_FOR_VIEW = 2.0  # seconds a query waits for its own write; then it answers with what there is
_waits_until: ContextVar[float | None] = ContextVar("waits_until", default=None)  # all views of a query together

Known = Mapping[str, tuple[Any, Callable[..., Awaitable[Any]]]]

_encode = msgspec.json.Encoder().encode


class Room:
    def __init__(self, service: Service, nc: Client, views: ViewStore, settings: Settings) -> None:
        self.service = service
        self.nc = nc
        self.views = views
        self.settings = settings
        self.store = EventStore(nc)
        self.aggregates = Aggregates(self.store)
        self.projectors = {view.name: Projector(view, views, nc, moved_subject(service.name)) for view in service.views}
        self.open = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled. A view or reaction that stops for good takes the room down, so that it is seen."""
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
            for projector in self.projectors.values():
                group.create_task(projector.run())
            if self.service.reactions:
                group.create_task(run_reactions(self.service, self.nc, self.views))
            if self.service.on_time:
                group.create_task(run_timers(self.service, self.nc))
            await self._serve()
            for background in self.service.background:
                await stack.enter_async_context(background(self))
            self.open.set()
            log.debug("room is open", room=self.service.name)
            await asyncio.Event().wait()

    async def _serve(self) -> None:
        commands = {command.__name__: (command, handler) for command, handler in self.service.commands.items()}
        queries = {query.__name__: (query, handler) for query, handler in self.service.queries.items()}

        async def on_command(message: Msg) -> None:
            self._start(self._answer(message, commands, self._command))

        async def on_query(message: Msg) -> None:
            self._start(self._answer(message, queries, self._query))

        async def on_status(message: Msg) -> None:
            self._start(self._tell_status(message))

        name = self.service.name
        await self.nc.subscribe(status_subject(name), cb=on_status)
        await self.nc.subscribe(f"cmd.{name}.*", queue=name, cb=on_command)
        await self.nc.subscribe(f"qry.{name}.*", queue=name, cb=on_query)
        await subscribed(self.nc)

    async def _tell_status(self, message: Msg) -> None:
        views = {name: projector.position for name, projector in self.projectors.items()}
        await message.respond(_encode(Status(self.service.name, views, len(await self.views.parked()))))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, message: Msg, known: Known, answer: Callable[..., Awaitable[Any]]) -> None:
        name = message.subject.rpartition(".")[2]
        headers = message.headers or {}
        label = name if name in known else "unknown"
        with (
            measured(self.service.name, label) as outcome,
            span(message.subject, headers.get("traceparent", "")),
        ):
            try:
                body = await answer(name, known, message.data, headers)
                await message.respond(body if isinstance(body, bytes) else _encode(body))
            except Refused as refused:
                refusal = refused.refusal
            except (msgspec.DecodeError, InvalidQuery) as error:
                refusal = Refusal(MALFORMED, {"problem": str(error)})
            except Unreachable:
                refusal = Refusal(UNAVAILABLE)
            except Exception as error:
                log.exception("request failed", message=label, error=repr(error))
                refusal = Refusal(BROKEN)
            else:
                outcome.append("done")
                return
            outcome.append(refusal.reason.code)
            await self.nc.publish(message.reply, _encode(refusal), headers={REFUSED: refusal.reason.code})

    async def _command(self, name: str, known: Known, data: bytes, headers: dict[str, str]) -> Done:
        if name not in known:
            raise Refused(MALFORMED, problem=f"no command {name}")
        if COMMAND_ID not in headers:
            raise Refused(MALFORMED, problem=f"no header {COMMAND_ID}")
        cls, handler = known[name]
        command: Command = msgspec.structs.replace(msgspec.json.decode(data, type=cls), at=self.settings.clock())
        require(any(command.by.holds(role, command.area) for role in command.allowed), NOT_YOUR_ROLE)
        done: Done = await handler(command, headers[COMMAND_ID], self)
        return done

    async def _query(self, name: str, known: Known, data: bytes, _: dict[str, str]) -> Any:
        if name not in known:
            raise Refused(MALFORMED, problem=f"no query {name}")
        cls, handler = known[name]
        query: Query[Any] = msgspec.json.decode(data, type=cls)
        allowed, area = query.allowed, getattr(query, "area", EVERYWHERE)
        require(allowed is None or any(query.by.holds(role, area) for role in allowed), NOT_YOUR_ROLE)
        _waits_until.set(_now() + WAIT_FOR_VIEW)
        return await handler(query, self)

    async def handle(
        self,
        decider: Decider[State],
        id: str,
        command: Command | Given[Any, Any],
        command_id: str,
    ) -> Done:
        return await self.aggregates.handle(decider, id, command, command_id)

    async def known(self, fold: Fold[State], area: str, id: str) -> Loaded[State]:
        """For what never changes back: an old state with the fact in it proves the fact."""
        return await self.aggregates.known(fold, area, id)

    async def newest(self, fold: Fold[State], area: str, id: str) -> Loaded[State]:
        return await self.aggregates.newest(fold, area, id)

    async def reached(self, view: View, position: int) -> ViewStore:
        """The room's views once `view` has seen `position`, or after a while all the same."""
        if position:
            await self.projectors[view.name].wait_for(position, _left())
        return self.views

    async def caught_up(self, view: View) -> ViewStore:
        """The room's views once `view` has seen all there is for it, or after a while: for what is decided on."""
        return await self.reached(view, max([await last_position_of(self.nc, one) for one in view.of]))


def _left() -> float:
    """Seconds to wait for one more view."""
    until = _waits_until.get()
    return WAIT_FOR_VIEW if until is None else max(until - _now(), 0.0)


def _now() -> float:
    return asyncio.get_running_loop().time()


def on(decider: Decider[Any], id_field: str) -> CommandHandler:
    """A command that one aggregate decides alone: the one whose id stands in `id_field`."""

    async def handle(command: Command, command_id: str, room: Room) -> Done:
        return await room.handle(decider, getattr(command, id_field), command, command_id)

    return handle
