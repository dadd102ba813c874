"""What must be erasable rests outside the log, in streams of its own: keys, drafts, sessions; one message a subject.

Raises `Refused` where the stream cannot be reached.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import nats.errors
import nats.js.errors
from nats.aio.client import Client

from shared.event_store import EXPECTED
from shared.messages import UNAVAILABLE, Refused


@dataclass(frozen=True)
class Placed:
    content: bytes
    position: int


async def put(nc: Client, stream: str, subject: str, content: bytes) -> None:
    """Instead of what rested there before, in a stream that keeps one message a subject."""
    async with _reaching():
        await nc.jetstream().publish(subject, content, stream=stream)


async def put_first(nc: Client, stream: str, subject: str, content: bytes) -> bool:
    """Whether it was put: not where something rests already."""
    return await put_over(nc, stream, subject, content, 0)


async def put_over(nc: Client, stream: str, subject: str, content: bytes, position: int) -> bool:
    """Whether it was put: only over what rests at `position`; over nothing, where that is 0."""
    async with _reaching():
        try:
            await nc.jetstream().publish(subject, content, stream=stream, headers={EXPECTED: str(position)})
        except nats.js.errors.BadRequestError:
            return False
    return True


async def find(nc: Client, stream: str, subject: str) -> bytes | None:
    placed = await find_placed(nc, stream, subject)
    return placed.content if placed else None


async def find_placed(nc: Client, stream: str, subject: str) -> Placed | None:
    async with _reaching():
        try:
            stored = await nc.jetstream().get_last_msg(stream, subject, direct=True)
        except nats.js.errors.NotFoundError:
            return None
    return Placed(stored.data or b"", stored.seq or 0)


async def subjects_below(nc: Client, stream: str, subject: str) -> list[str]:
    async with _reaching():
        info = await nc.jetstream().stream_info(stream, subjects_filter=f"{subject}.>")
    return list(info.state.subjects or ())


async def erase(nc: Client, stream: str, subject: str) -> None:
    """Doing it again changes nothing."""
    js = nc.jetstream()
    async with _reaching():
        try:
            stored = await js.get_last_msg(stream, subject)
            await js.delete_msg(stream, stored.seq or 0)  # the server writes random bytes over it
        except nats.js.errors.NotFoundError:
            return


async def drop_all(nc: Client, stream: str, subjects: str) -> None:
    """All at once, without writing over them."""
    async with _reaching():
        await nc.jetstream().purge_stream(stream, subject=subjects)


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    try:
        yield
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
