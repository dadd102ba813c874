"""Public events, out of the log into the stream outsiders read: each exactly once, also with several gateways.

A message tells which event it is and where it lies in the log; the last one says where to go on. The stream takes a
message only behind the one its publisher saw last, so that of two gateways one is refused and looks again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import msgspec
import nats.errors
import nats.js.errors
from nats.aio.client import Client

from shared.contracts import load_all
from shared.events import AGGREGATES, CloudEvent, Recorded, decode_commit
from shared.log import PUBLIC, Stored, follow, going_on
from shared.room import Room
from shared.telemetry import PARKED, log, span, trace_headers

POSITION = "Lahio-Position"
EVENT_ID = "Nats-Msg-Id"
EXPECTED = "Nats-Expected-Last-Sequence"
WRONG_SEQUENCE = {10071, 10164}
PAUSE = 0.5  # seconds, when another gateway was faster or the server is away

_encode = msgspec.json.Encoder().encode


@asynccontextmanager
async def publish_public_events(room: Room) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(_publish_for_ever(room.nc), name="public events")
        yield
        task.cancel()


async def _publish_for_ever(nc: Client) -> None:
    while going_on(nc):
        try:
            await Publisher(nc).run()
        except nats.js.errors.APIError as error:
            if error.err_code not in WRONG_SEQUENCE:
                log.warning("public events wait", error=repr(error))
        except (nats.errors.Error, TimeoutError) as error:
            log.warning("public events wait", error=repr(error))
        await asyncio.sleep(PAUSE)


class Publisher:
    """Publishes from where the stream ends. Raises when the stream ends elsewhere than it thought."""

    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._js = nc.jetstream()
        self._sequence = 0

    async def run(self) -> None:
        position, last_id = await self._end()
        # the last message's commit is read again: it may hold events behind that one
        async with aclosing(follow(self._nc, _subjects(), max(position - 1, 0))) as batches:
            async for batch, _ in batches:
                for stored in batch:
                    await self._publish_commit(stored, last_id if stored.position == position else "")

    async def _end(self) -> tuple[int, str]:
        self._sequence = (await self._js.stream_info(PUBLIC)).state.last_seq
        if not self._sequence:
            return 0, ""
        headers = (await self._js.get_msg(PUBLIC, self._sequence)).headers or {}
        return int(headers[POSITION]), headers[EVENT_ID]

    async def _publish_commit(self, stored: Stored, last_id: str) -> None:
        try:
            events = decode_commit(stored.subject, stored.position, stored.headers, stored.data).events
        except Exception as error:
            PARKED.labels("public-events").inc()
            log.error("event not published", subject=stored.subject, position=stored.position, error=repr(error))
            return
        ids = [event.id for event in events]
        for event in events[ids.index(last_id) + 1 if last_id else 0 :]:
            if event.event.public:
                await self._publish(event)

    async def _publish(self, event: Recorded) -> None:
        with span("publish", event.trace, event=event.type):
            headers = {
                POSITION: str(event.position),
                EVENT_ID: event.id,
                EXPECTED: str(self._sequence),
                "Content-Type": "application/cloudevents+json",
                **trace_headers(),
            }
            ack = await self._js.publish(_subject(event), _encode(_cloud_event(event)), headers=headers)
        if ack.duplicate:
            return
        self._sequence = ack.seq


def _subjects() -> list[str]:
    """Of what has public events at all; the many ballots are not even read."""
    load_all()
    return sorted(
        aggregate.everywhere
        for aggregate in AGGREGATES.values()
        if any(event.public for event in aggregate.by_type.values())
    )


def _subject(event: Recorded) -> str:
    _, service, name = event.type.split(".")
    return f"public.{event.area}.{service}.{name}"


def _cloud_event(event: Recorded) -> CloudEvent:
    _, service, _ = event.type.split(".")
    return CloudEvent(
        "1.0",
        event.id,
        f"/lahio/{service}",
        event.type,
        f"{event.aggregate}/{event.aggregate_id}",
        event.at,
        msgspec.Raw(_encode(event.event)),
        event.area,
    )
