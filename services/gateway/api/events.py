"""Public events for outsiders: a stream to listen to (SSE) and a history to page through, with the same cursor."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated

import msgspec
from anyio import CancelScope
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import ASGIApp
from msgspec.structs import fields
from nats.aio.client import Client

from services.gateway.operations import Operation, encode, read_strings
from services.gateway.reasons import TOO_MANY_LISTENERS
from services.gateway.visit import Visit
from shared.events import CloudEvent
from shared.log import PUBLIC, Stored, follow, last_position
from shared.messages import Id, require

HEARTBEAT = 15.0  # seconds; proxies close what is silent for longer
MOST_LISTENERS = 50  # from one address
EVENT_STREAM = "text/event-stream"
Batches = AsyncGenerator[tuple[list[Stored], int], None]
Sequence = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Wanted(msgspec.Struct, frozen=True):
    """`type` is an event's name: IdeaPublished. `after` is the cursor of the last event seen; 0: from the first."""

    area: Id = ""
    type: Id = ""
    after: Sequence | None = None

    @property
    def subject(self) -> str:
        return f"public.{self.area or '*'}.*.{self.type or '*'}"


class WantedPage(Wanted, frozen=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 100


class PublicEvent(msgspec.Struct, frozen=True):
    cursor: int
    event: CloudEvent


class PublicEvents(msgspec.Struct, frozen=True):
    """Oldest first. `next` is the cursor to go on from, also when there is nothing new yet."""

    items: tuple[PublicEvent, ...]
    next: int


async def listen(visit: Visit) -> ASGIApp:
    wanted = read_strings(_given(visit), Wanted)
    nc, listeners = visit.instance.nc, visit.instance.listeners
    require(listeners[visit.address] < MOST_LISTENERS, TOO_MANY_LISTENERS)
    after = wanted.after if wanted.after is not None else await last_position(nc, PUBLIC)
    batches = _follow(nc, wanted.subject, after)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    stream = counted(frames(batches, visit.instance.closing), listeners, visit.address)
    return ASGIStreamingResponse(iterator=stream, media_type=EVENT_STREAM, headers=headers)


def _follow(nc: Client, subject: str, after: int, *, to_end: bool = False) -> Batches:
    return follow(nc, [subject], after, stream=PUBLIC, to_end=to_end)


def _given(visit: Visit) -> dict[str, str]:
    """A browser that connects again says in `Last-Event-ID` what it saw last."""
    last = visit.header(b"last-event-id")
    return visit.asked | {"after": last} if last else visit.asked


async def counted(stream: AsyncGenerator[bytes, None], listeners: Counter[str], address: str) -> AsyncIterator[bytes]:
    """Each listener follows the log by itself: hundreds of them hold up everybody's pages."""
    listeners[address] += 1
    try:
        async with aclosing(stream):
            async for frame in stream:
                yield frame
    finally:
        listeners[address] -= 1
        if not listeners[address]:
            del listeners[address]


async def frames(batches: Batches, closing: asyncio.Event) -> AsyncGenerator[bytes, None]:
    """https://html.spec.whatwg.org/multipage/server-sent-events.html"""
    closed = asyncio.ensure_future(closing.wait())
    waiting = asyncio.ensure_future(anext(batches))
    try:
        yield b": welcome\n\n"
        while not closed.done():
            await asyncio.wait({waiting, closed}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                yield b": \n\n"
                continue
            yield b"".join(map(_frame, waiting.result()[0]))
            waiting = asyncio.ensure_future(anext(batches))
    finally:
        closed.cancel()
        waiting.cancel()
        with CancelScope(shield=True):  # Litestar cancels again and again until we are out
            await asyncio.wait({waiting})
            await batches.aclose()


def _frame(stored: Stored) -> bytes:
    name = stored.subject.rpartition(".")[2]
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (stored.position, name.encode(), stored.data)


async def history(visit: Visit) -> ASGIApp:
    wanted = read_strings(visit.asked, WantedPage)
    after, nc = wanted.after or 0, visit.instance.nc
    found: list[Stored] = []
    async with aclosing(_follow(nc, wanted.subject, after, to_end=True)) as batches:
        async for batch, _ in batches:
            found += batch
            if len(found) >= wanted.limit:
                break
    items = [PublicEvent(it.position, msgspec.json.decode(it.data, type=CloudEvent)) for it in found[: wanted.limit]]
    return ASGIResponse(body=encode(PublicEvents(tuple(items), items[-1].cursor if items else after)))


OPERATIONS = (
    Operation(
        HttpMethod.GET,
        "/events",
        "Listen to public events as they happen (server-sent events)",
        "events",
        listen,
        str,
        parameters=fields(Wanted),
        answer_media=EVENT_STREAM,
    ),
    Operation(
        HttpMethod.GET,
        "/events/history",
        "Page through the public events",
        "events",
        history,
        PublicEvents,
        parameters=fields(WantedPage),
    ),
)
