"""Timers: JetStream message schedules in a stream of their own (ADR-51 of NATS). A due message only triggers a
command; the aggregate decides by the time in it."""

from datetime import datetime

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig

from shared.log import TIMERS, one_by_one, persistently
from shared.messages import Kind, Refused
from shared.requests import new_id, send
from shared.service import Service
from shared.telemetry import log

ACK_WAIT = 15.0  # seconds; longer than a command is tried
TRY_AGAIN = 1.0  # seconds


async def set_timer(nc: Client, service: str, key: tuple[str, ...], at: datetime) -> None:
    """Have `service.on_time(key)` done at `at`; the same key again replaces the earlier timer."""
    name = ".".join((service, *key))
    headers = {
        "Nats-Schedule": f"@at {at.isoformat()}",
        "Nats-Schedule-Target": f"due.{name}",
        "Nats-Rollup": "sub",
    }
    await nc.jetstream().publish(f"timers.{name}", b"", headers=headers)


async def run_timers(service: Service, nc: Client) -> None:
    js = nc.jetstream()
    name = f"timers-{service.name}"
    config = ConsumerConfig(
        durable_name=name, ack_policy=AckPolicy.EXPLICIT, ack_wait=ACK_WAIT, filter_subject=f"due.{service.name}.>"
    )
    await persistently(nc, lambda: js.add_consumer(TIMERS, config))
    subscription = await persistently(nc, lambda: js.pull_subscribe_bind(name, stream=TIMERS))
    async for message in one_by_one(nc, subscription):
        await _take(message, service, nc)


async def _take(message: Msg, service: Service, nc: Client) -> None:
    assert service.on_time is not None  # noqa: S101 - only rooms with timers run them
    try:
        await send(nc, service.on_time(tuple(message.subject.split(".")[2:])), new_id())
    except Refused as refused:
        reason = refused.refusal.reason
        log.info("timer refused", room=service.name, subject=message.subject, code=reason.code)
        if reason.kind is Kind.UNAVAILABLE:
            await message.nak(delay=TRY_AGAIN)
            return
    await message.ack()
