"""A consumer on a stream: messages from a position on, in order and without a gap, or `Lost`."""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import Generic, Self, TypeVar

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

HEARTBEAT = 1.0  # seconds; two missed mean that the consumer went with its server
EXPIRES = 60.0
ASK_ANEW = 2.0  # seconds; a question goes with the server that is killed

M = TypeVar("M")


class Lost(Exception):  # noqa: N818
    """The consumer is gone or has left a gap: read anew behind what you have."""


class Consumer(Generic[M]):
    """Ephemeral and without acks, since the reader's own position is what counts. M is what is kept of a message."""

    def __init__(self, nc: Client, stream: str, subjects: Sequence[str], after: int, batch: int) -> None:
        self._nc = nc
        self._js = nc.jetstream(timeout=ASK_ANEW)
        self._stream = stream
        self._batch = batch
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
        self._behind = 0
        self._lost = False
        self._news = asyncio.Event()
        self._arrived: list[M] = []

    async def __aenter__(self) -> Self:
        info = await self._js.add_consumer(self._stream, self._config)
        self._name = info.name
        self._behind = info.num_pending or 0
        self._inbox = self._nc.new_inbox()
        self._subscription: Subscription = await self._nc.subscribe(self._inbox, cb=self._on_message)
        return self

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(nats.errors.Error, TimeoutError):
            await self._subscription.unsubscribe()
            await self._js.delete_consumer(self._stream, self._name)

    @property
    def pending(self) -> int:
        """How many messages are still to come behind the last batch."""
        return self._behind + len(self._arrived)

    async def next_batch(self) -> list[M]:
        """At least one message, and as many more as have arrived.

        More is asked for ahead of time: the server looks for the next ones while the reader is busy with these.
        """
        while not self._arrived:
            if self._lost:
                raise Lost
            if self._asked <= 0:
                await self._ask()
            async with asyncio.timeout(2 * HEARTBEAT):
                await self._news.wait()
            self._news.clear()
        batch, self._arrived = self._arrived, []
        if self._asked <= 0 < self._behind:
            await self._ask()
        return batch

    async def _ask(self) -> None:
        request = {"batch": self._batch, "expires": int(EXPIRES * 1e9), "idle_heartbeat": int(HEARTBEAT * 1e9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{self._name}"
        self._asked = self._batch
        await self._nc.publish(subject, json.dumps(request).encode(), reply=self._inbox)

    async def _on_message(self, message: Msg) -> None:
        """Statuses of the consumer; each way of reading takes the messages of the stream itself."""
        match (message.headers or {}).get("Status"):
            case "100":  # heartbeat
                pass
            case "404" | "408":  # nothing now; the request's time is over
                self._asked = 0
            case _:
                self._lost = True
        self._news.set()

    def _position(self, reply: str) -> int:
        """Of a message that has just arrived; 0 behind a gap."""
        # $JS.ACK.<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time>.<pending>
        _, position, sequence, _, behind = reply.rsplit(".", 4)
        self._news.set()
        if int(sequence) != self._delivered + 1:
            self._lost = True
            return 0
        self._delivered += 1
        self._asked -= 1
        self._behind = int(behind)
        return int(position)
