"""What came by is stored every minute and at closing, apart from every request: a crash loses a minute at most."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from nats.aio.client import Client

from services.gateway.footfall import Footfall
from services.gateway.visit import Instance
from shared.contracts.gateway_visits import (
    SIGN_IN,
    VISITS,
    CountVisits,
    NoteSignIn,
    PersonSignedIn,
    VisitsCounted,
)
from shared.decider import Decider
from shared.ids import derived_id
from shared.messages import UNAVAILABLE, Refused
from shared.requests import send
from shared.room import on
from shared.service import Commands
from shared.telemetry import log

EVERY = 60.0  # seconds
PATIENCE = 2.0  # seconds, at closing
OK = 200


def _count(command: CountVisits, counted: int) -> Sequence[VisitsCounted]:
    more = command.visits - counted
    return [VisitsCounted(day=command.day, visits=more)] if more > 0 else []


def _counted(counted: int, event: VisitsCounted) -> int:
    return counted + event.visits


def _note(command: NoteSignIn, noted: bool) -> Sequence[PersonSignedIn]:
    return [] if noted else [PersonSignedIn(group=command.group)]


def _noted(_: bool, __: PersonSignedIn) -> bool:
    return True


visits = Decider[int](VISITS, 0, _counted, _count)
sign_in = Decider[bool](SIGN_IN, False, _noted, _note)

COMMANDS: Commands = {CountVisits: on(visits, "count"), NoteSignIn: on(sign_in, "sign_in")}


def counting_visits(app: ASGIApp) -> ASGIApp:
    """Pages of an area that somebody is shown."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_counted(message: Message) -> None:
            if scope["type"] == ScopeType.HTTP and message["type"] == "http.response.start" and message["status"] == OK:
                _visited(scope, dict(message["headers"]))
            await send(message)

        await app(scope, receive, send_counted)

    return serve


def _visited(scope: HTTPScope, headers: dict[bytes, bytes]) -> None:
    area = scope["path_params"].get("area")
    if area and scope["method"] == "GET" and headers.get(b"content-type", b"").startswith(b"text/html"):
        instance: Instance = scope["state"]["instance"]
        instance.footfall.visited(area, dict(scope["headers"]).get(b"user-agent", b"").decode("latin-1"))


@asynccontextmanager
async def storing(nc: Client, footfall: Footfall) -> AsyncIterator[None]:
    task = asyncio.create_task(_store_for_ever(nc, footfall), name="footfall")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await store(nc, footfall)


async def _store_for_ever(nc: Client, footfall: Footfall) -> None:
    while True:
        await asyncio.sleep(EVERY)
        await store(nc, footfall)


async def store(nc: Client, footfall: Footfall) -> None:
    """One after the other: whoever votes meanwhile goes first. What finds nobody there is tried again the next time."""
    counted: tuple[CountVisits | NoteSignIn, ...] = (*footfall.visits(), *footfall.sign_ins())
    for command in counted:
        try:
            await send(nc, command, derived_id(repr(command)))
        except Refused as refused:
            log.info("visits are not stored", reason=refused.refusal.reason.code)
            if refused.refusal.reason == UNAVAILABLE:
                return
        footfall.stored(command)
