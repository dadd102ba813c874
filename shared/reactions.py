"""Reactions: one durable consumer a room, one event at a time, in order, its commands done before the next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.client import JetStreamContext

from shared.event_store import STREAM
from shared.events import Recorded, decode_commit
from shared.ids import derived_id
from shared.log import one_by_one, persistently
from shared.messages import Command, Kind, Refused
from shared.requests import send
from shared.service import Reaction, Service
from shared.telemetry import PARKED, log, span
from shared.views import Parked, Unreachable, ViewStore

ACK_WAIT = 6.0  # seconds until an event is given out again whose room was killed
STILL_AT_IT = 2.0  # seconds; how often a room that lives says so
TRIES = 8  # then the event is parked; the waits between add up to about four minutes


async def run_reactions(service: Service, nc: Client, views: ViewStore) -> None:
    async for message in one_by_one(nc, await persistently(nc, lambda: _subscribe(service, nc))):
        try:
            await _take(message, service, nc, views)
        except (Unreachable, nats.errors.Error) as error:  # it is given out again
            log.warning("reaction waits", room=service.name, error=repr(error))


async def _subscribe(service: Service, nc: Client) -> JetStreamContext.PullSubscription:
    """A room that follows more than its last version has a consumer of its own, which goes on where that one was:
    a consumer whose filter is changed may skip events, and the old version still needs its own."""
    js = nc.jetstream()
    followed = sorted({aggregate.everywhere for reaction in service.reactions for aggregate in reaction.to})
    name = f"{consumer_name(service)}-{derived_id(*followed)}"
    reached = {info.name: info.ack_floor for info in await js.consumers_info(STREAM)}
    before = [floor.stream_seq for other, floor in reached.items() if floor and _is_of(service, other)]
    config = ConsumerConfig(
        durable_name=name,
        deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
        opt_start_seq=max(before, default=0) + 1,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        max_ack_pending=1,  # keeps the order also when an event has to be tried again
        filter_subjects=followed,
    )
    if name not in reached:
        await js.add_consumer(STREAM, config)
    return await js.pull_subscribe_bind(name, stream=STREAM)


def _is_of(service: Service, consumer: str) -> bool:
    return consumer.rpartition("-")[0] == consumer_name(service)


def consumer_name(service: Service) -> str:
    return f"reactions-{service.name}"


async def _take(message: Msg, service: Service, nc: Client, views: ViewStore) -> None:
    try:
        position = message.metadata.sequence.stream
        commit = decode_commit(message.subject, position, message.headers or {}, message.data)
        async with _held(message):
            for event in commit.events:
                await react(event, service, nc)
        await message.ack()
    except Exception as error:
        await _try_later(message, service, views, error)


@asynccontextmanager
async def _held(message: Msg) -> AsyncIterator[None]:
    async def say_so() -> None:
        while True:
            await asyncio.sleep(STILL_AT_IT)
            await message.in_progress()

    saying = asyncio.create_task(say_so())
    try:
        yield
    finally:
        saying.cancel()


async def react(event: Recorded, service: Service, nc: Client) -> None:
    """Send what `service` does about `event`. The commands' ids follow from the event's: twice is once."""
    for reaction in service.reactions:
        if _concerns(reaction, event):
            for number, command in enumerate(reaction.react(event)):
                await _send(command, f"{event.id}.{service.name}.{reaction.react.__name__}.{number}", event, nc)


async def _send(command: Command, command_id: str, cause: Recorded, nc: Client) -> None:
    with span("react", cause.trace, event=cause.type):
        try:
            await send(nc, command, command_id)
        except Refused as refused:
            reason = refused.refusal.reason
            if reason.kind is Kind.UNAVAILABLE:
                raise
            log.info("reaction refused", command=type(command).__name__, code=reason.code, cause=cause.id)


def _concerns(reaction: Reaction, event: Recorded) -> bool:
    return any(event.type in aggregate.by_type for aggregate in reaction.to)


async def _try_later(message: Msg, service: Service, views: ViewStore, error: Exception) -> None:
    name, tries = consumer_name(service), message.metadata.num_delivered
    if tries < TRIES:
        log.warning("reaction will be tried again", room=service.name, error=repr(error), tries=tries)
        await message.nak(delay=min(2 ** (tries - 1), 60))
        return
    PARKED.labels(name).inc()
    log.error("event parked", view=name, subject=message.subject, error=repr(error))
    position = message.metadata.sequence.stream
    await views.park(Parked(name, position, message.subject, message.headers or {}, message.data, repr(error)))
    await message.term()


async def retry_parked_reactions(service: Service, nc: Client, views: ViewStore) -> int:
    """React once more to what was parked, oldest first; how many went through. Needs the room to be running."""
    name, done = consumer_name(service), 0
    for parked in await views.parked(name):
        try:
            commit = decode_commit(parked.subject, parked.position, parked.headers, parked.data)
            for event in commit.events:
                await react(event, service, nc)
        except Exception as error:
            log.warning("still failing", view=name, position=parked.position, error=repr(error))
            continue
        await views.unpark(name, parked.position)
        done += 1
    return done
