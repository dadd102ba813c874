"""How a room is, asked over NATS; every copy of it answers."""

import asyncio

import msgspec
import nats.errors
from nats.aio.client import Client


class Status(msgspec.Struct, frozen=True):
    """`views`: the log position each has reached. `parked`: messages set aside that somebody should look at."""

    room: str
    views: dict[str, int]
    parked: int


def status_subject(room: str) -> str:
    return f"status.{room}"


def moved_subject(room: str) -> str:
    """Where a room says that one of its views has taken in something new."""
    return f"moved.{room}"


async def ask_status(nc: Client, room: str, seconds: float = 0.5) -> list[Status]:
    """The copies of the room that answer within the time; empty when there is none."""
    inbox = nc.new_inbox()
    subscription = await nc.subscribe(inbox)
    await nc.publish(status_subject(room), b"", reply=inbox)
    answers: list[Status] = []
    try:
        async with asyncio.timeout(seconds):
            while (message := await subscription.next_msg(timeout=seconds)).data:
                answers.append(msgspec.json.decode(message.data, type=Status))
    except (TimeoutError, nats.errors.Error):
        pass
    await subscription.unsubscribe()
    return answers
