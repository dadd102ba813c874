"""Reading a range of a stream about as fast as its messages can be decoded.

What nats-py does for each message (headers, an object, a queue, a task that is woken) takes three times as long as
the server needs to read it from the disk. So a connection of its own skips that, and nothing else of nats-py.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cached_property
from time import monotonic
from typing import NamedTuple

import nats.errors
from nats.aio.client import Client

from shared.consumer import Consumer, Lost
from shared.event_store import RETRY_FOR, STREAM
from shared.host import connect, disconnect
from shared.messages import UNAVAILABLE, Refused
from shared.telemetry import log

BATCH = 4000


class Entry(NamedTuple):
    """A message of a stream without its headers, not yet decoded."""

    subject: str
    position: int
    data: bytes


async def read_range(
    url: str, subjects: Sequence[str], first: int, last: int, *, stream: str = STREAM
) -> AsyncGenerator[list[Entry], None]:
    """Yield the messages from position `first` to `last`, both included: in batches, in order, each exactly once.

    On a connection of its own. A lost consumer, server or message starts the reading anew behind the last batch;
    raises `Refused(UNAVAILABLE)` when nothing has come for a while.
    """
    after, progress = first - 1, monotonic()
    async with _connected(url) as nc:
        while after < last:
            try:
                async with _Bulk(nc, stream, subjects, after, BATCH) as consumer:
                    nc.consumer = consumer
                    if not consumer.pending:
                        return
                    while consumer.pending and after < last:
                        batch = await consumer.next_batch()
                        yield batch if batch[-1].position <= last else [it for it in batch if it.position <= last]
                        after, progress = batch[-1].position, monotonic()
            except (nats.errors.Error, TimeoutError, Lost) as error:
                log.info("reading the log anew", stream=stream, after=after, error=repr(error))
                if monotonic() > progress + RETRY_FOR:
                    raise Refused(UNAVAILABLE) from error
                await asyncio.sleep(0.2)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator["_Connection"]:
    nc = _Connection()
    try:
        async with asyncio.timeout(RETRY_FOR):
            await connect(url, "lahio-bulk", nc)
    except TimeoutError as error:
        await disconnect(nc)
        raise Refused(UNAVAILABLE) from error
    try:
        yield nc
    finally:
        await disconnect(nc)


class _Connection(Client):
    """Hands the messages of its one consumer over as they come off the wire."""

    consumer: "_Bulk | None" = None

    async def _process_msg(self, sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes) -> None:
        if self.consumer and reply.startswith(self.consumer.replies):
            self.consumer.take(subject, reply, data)
        else:
            await super()._process_msg(sid, subject, reply, data, headers)


class _Bulk(Consumer[Entry]):
    @cached_property
    def replies(self) -> bytes:
        """How they begin, which tells its messages from those that an earlier consumer had sent on their way."""
        return f"$JS.ACK.{self._stream}.{self._name}.".encode()

    def take(self, subject: bytes, reply: bytes, data: bytes) -> None:
        if position := self._position(reply.decode()):
            self._arrived.append(Entry(subject.decode(), position, data))
