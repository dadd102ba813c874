"""The log's streams, and reading one in order from a position on, in batches, without a gap."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import TypeVar

import msgspec
import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import DiscardPolicy, StreamConfig
from nats.js.client import JetStreamContext

from shared.consumer import ASK_ANEW, Consumer, Lost
from shared.event_store import STREAM
from shared.events import Aggregate
from shared.messages import UNAVAILABLE, Refused
from shared.telemetry import log

T = TypeVar("T")

PUBLIC = "PUBLIC"
TIMERS = "TIMERS"
KEYS = "KEYS"
DRAFTS = "DRAFTS"
SESSIONS = "SESSIONS"
SESSION_IDLE = 2 * 3600  # seconds
BUNDLES = "bundles"
PICTURES = "pictures"
BATCH = 500


class Stored(msgspec.Struct, frozen=True):
    """A message of a stream, not yet decoded, so that one unreadable message does not spoil its batch."""

    subject: str
    position: int
    headers: dict[str, str]
    data: bytes


async def declare_streams(nc: Client) -> None:
    """Create the streams, or bring their settings up to these. The log can be neither deleted from nor purged."""
    js = nc.jetstream()
    for config in (
        StreamConfig(
            name=STREAM,
            subjects=["es.>"],
            discard=DiscardPolicy.NEW,
            deny_delete=True,
            deny_purge=True,
            allow_direct=True,
            allow_atomic=True,
            duplicate_window=120,
        ),
        StreamConfig(name=PUBLIC, subjects=["public.>"], allow_direct=True),
        StreamConfig(
            name=TIMERS,
            subjects=["timers.>", "due.>"],
            allow_msg_schedules=True,
            allow_rollup_hdrs=True,
            max_msgs_per_subject=1,
        ),
        StreamConfig(name=KEYS, subjects=["keys.>"], discard=DiscardPolicy.NEW, allow_direct=True),
        StreamConfig(name=DRAFTS, subjects=["drafts.>"], max_msgs_per_subject=1, allow_direct=True),
        StreamConfig(
            name=SESSIONS, subjects=["sessions.>"], max_msgs_per_subject=1, max_age=SESSION_IDLE, allow_direct=True
        ),
    ):
        try:
            await js.add_stream(config)
        except nats.js.errors.BadRequestError:
            await js.update_stream(config)
    for bucket in (BUNDLES, PICTURES):
        await js.create_object_store(bucket)


async def last_position(nc: Client, stream: str = STREAM) -> int:
    return (await nc.jetstream().stream_info(stream)).state.last_seq


async def last_position_of(nc: Client, aggregate: Aggregate) -> int:
    """Where the newest event of any such aggregate lies: for what is asked seldom, as all subjects are searched.

    Raises `Refused` where the log cannot be reached.
    """
    try:
        found = await nc.jetstream().get_last_msg(STREAM, aggregate.everywhere)
    except nats.js.errors.NotFoundError:
        return 0
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
    return found.seq or 0


async def lies_between(nc: Client, aggregate: Aggregate, after: int, until: int) -> bool:
    """Whether such an aggregate has an event behind `after` and not behind `until`; also where the log cannot tell."""
    try:
        found = await nc.jetstream().get_msg(STREAM, after + 1, aggregate.everywhere, next=True)
    except nats.js.errors.NotFoundError:
        return False
    except (nats.errors.Error, TimeoutError):
        return True
    return (found.seq or 0) <= until


def going_on(nc: Client) -> bool:
    """Whether a loop over NATS should go on; raises `CancelledError` where the cancellation itself got lost.

    Before Python 3.12 `asyncio.wait_for`, on which nats-py builds, can swallow one (cpython issue 86296).
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
    return not nc.is_closed


async def persistently(nc: Client, ask: Callable[[], Awaitable[T]]) -> T:
    """What a room cannot start without: asked until the server answers, however busy it is."""
    while True:
        try:
            return await ask()
        except (nats.errors.TimeoutError, TimeoutError, nats.js.errors.ServiceUnavailableError) as error:
            if not going_on(nc):
                raise
            log.warning("NATS does not answer yet", error=repr(error))
            await asyncio.sleep(0.2)


async def follow(
    nc: Client, subjects: Sequence[str], after: int, *, stream: str = STREAM, to_end: bool = False
) -> AsyncGenerator[tuple[list[Stored], int], None]:
    """Yield batches behind position `after`, each with the number of messages still to come.

    Goes on for ever, or `to_end`: until nothing is left. A lost consumer, server or message starts the reading
    anew behind the last batch.
    """
    while True:
        try:
            async with _Following(nc, stream, subjects, after, BATCH) as consumer:
                while going_on(nc) and (consumer.pending or not to_end):
                    batch = await consumer.next_batch()
                    yield batch, consumer.pending
                    after = batch[-1].position
                return
        except (nats.errors.Error, TimeoutError, Lost) as error:
            log.info("reading the log anew", stream=stream, after=after, error=repr(error))
        if not going_on(nc):
            return
        await asyncio.sleep(0.2)


async def one_by_one(nc: Client, subscription: JetStreamContext.PullSubscription) -> AsyncGenerator[Msg, None]:
    """The messages of a durable consumer, for ever, also when the server has been killed in between."""
    while going_on(nc):
        try:
            messages = await subscription.fetch(1, timeout=ASK_ANEW)
        except (nats.errors.Error, TimeoutError):  # nothing new, or the server is away
            await asyncio.sleep(0.05)
            continue
        for message in messages:
            yield message


class _Following(Consumer[Stored]):
    async def _on_message(self, message: Msg) -> None:
        if message.headers and "Status" in message.headers:
            await super()._on_message(message)
        elif position := self._position(message.reply):
            self._arrived.append(Stored(message.subject, position, message.headers or {}, message.data))
