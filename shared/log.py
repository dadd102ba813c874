"""The log's streams, and reading one in order from a position on, in batches, without a gap."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, DiscardPolicy, StreamConfig
from nats.js.client import JetStreamContext

from shared.event_store import STREAM
from shared.telemetry import log

PUBLIC = "PUBLIC"
TIMERS = "TIMERS"
KEYS = "KEYS"
BATCH = 500
HEARTBEAT = 1.0  # seconds; two missed mean that the consumer went with its server
EXPIRES = 60.0
ASK_ANEW = 2.0  # seconds; a question goes with the server that is killed


@dataclass(frozen=True, slots=True)
class Stored:
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
    ):
        try:
            await js.add_stream(config)
        except nats.js.errors.BadRequestError:
            await js.update_stream(config)


async def last_position(nc: Client, stream: str = STREAM) -> int:
    return (await nc.jetstream().stream_info(stream)).state.last_seq


def going_on(nc: Client) -> bool:
    """Whether a loop over NATS should go on; raises `CancelledError` where the cancellation itself got lost.

    Before Python 3.12 `asyncio.wait_for`, on which nats-py builds, can swallow one (cpython issue 86296).
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
    return not nc.is_closed


async def follow(
    nc: Client, subjects: Sequence[str], after: int, *, stream: str = STREAM, to_end: bool = False
) -> AsyncGenerator[tuple[list[Stored], int], None]:
    """Yield batches behind position `after`, each with the number of messages still to come.

    Goes on for ever, or `to_end`: until nothing is left. A lost consumer, server or message starts the reading
    anew behind the last batch.
    """
    while True:
        try:
            async with _Reader(nc, stream, subjects, after) as reader:
                while reader.pending or not to_end:
                    batch = await reader.next_batch()
                    yield batch, reader.pending
                    after = batch[-1].position
                return
        except (nats.errors.Error, TimeoutError, _Lost) as error:
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


class _Lost(Exception):  # noqa: N818
    """The consumer is gone or has left a gap."""


class _Reader:
    """One ephemeral consumer without acks; the reader's own checkpoint is what counts."""

    def __init__(self, nc: Client, stream: str, subjects: Sequence[str], after: int) -> None:
        self._nc = nc
        self._stream = stream
        self._config = ConsumerConfig(
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=after + 1,
            ack_policy=AckPolicy.NONE,
            filter_subjects=list(subjects),
            inactive_threshold=120,
            mem_storage=True,
            num_replicas=1,
        )
        self._asked = 0
        self._delivered = 0
        self.pending = 0

    async def __aenter__(self) -> "_Reader":
        js = self._nc.jetstream()
        info = await js.add_consumer(self._stream, self._config)
        self._consumer = info.name
        self.pending = info.num_pending or 0
        self._inbox = self._nc.new_inbox()
        self._subscription: Subscription = await self._nc.subscribe(self._inbox)
        return self

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(nats.errors.Error, TimeoutError):
            await self._subscription.unsubscribe()
            await self._nc.jetstream().delete_consumer(self._stream, self._consumer)

    async def next_batch(self) -> list[Stored]:
        """At least one message, and as many more as have arrived, up to BATCH."""
        batch: list[Stored] = []
        while not batch or (self._subscription.pending_msgs and len(batch) < BATCH):
            if not going_on(self._nc):
                raise _Lost
            if self._asked <= 0:
                await self._ask()
            message = await self._subscription.next_msg(timeout=2 * HEARTBEAT)
            if message.headers and "Status" in message.headers:
                self._take_status(message.headers)
                continue
            batch.append(self._take(message))
        return batch

    async def _ask(self) -> None:
        request = {"batch": BATCH, "expires": int(EXPIRES * 1e9), "idle_heartbeat": int(HEARTBEAT * 1e9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}"
        await self._nc.publish(subject, json.dumps(request).encode(), reply=self._inbox)
        self._asked = BATCH

    def _take_status(self, headers: dict[str, str]) -> None:
        if headers["Status"] == "100":  # heartbeat
            return
        if headers["Status"] not in {"404", "408"}:  # nothing now; the request's time is over
            raise _Lost
        self._asked = 0

    def _take(self, message: Msg) -> Stored:
        # $JS.ACK.<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time>.<pending>
        tokens = message.reply.split(".")
        position, sequence, self.pending = int(tokens[-4]), int(tokens[-3]), int(tokens[-1])
        if sequence != self._delivered + 1:
            raise _Lost
        self._delivered = sequence
        self._asked -= 1
        return Stored(message.subject, position, message.headers or {}, message.data)
