"""Messages in the log that nobody needs to understand, only to read."""

import asyncio
from contextlib import suppress

import nats.errors
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from shared.event_store import COMMAND_ID, STREAM
from shared.requests import new_id

SUBJECT = "es.petonen.counting.counter.c1"
OTHER = "es.petonen.counting.counter.c2"


async def store(nc: Client, count: int, subject: str = SUBJECT) -> int:
    """The position of the last of them, each stored once, also by a server that was just killed.

    They are long, so that they come in pieces.
    """
    return max(await asyncio.gather(*(_store(nc, subject, (b"%d" % number).ljust(3000)) for number in range(count))))


async def _store(nc: Client, subject: str, data: bytes) -> int:
    id_ = new_id()
    while True:
        try:
            ack = await nc.jetstream(timeout=1).publish(subject, data, headers={COMMAND_ID: id_})
        except (nats.errors.Error, TimeoutError):
            await asyncio.sleep(0.05)
        else:
            return ack.seq


async def take_consumers_away(nc: Client) -> None:
    """As a server that was killed does to all readers."""
    js = nc.jetstream()
    for consumer in await js.consumers_info(STREAM):
        with suppress(NotFoundError):
            await js.delete_consumer(STREAM, consumer.name)
