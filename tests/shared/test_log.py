import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress

import nats.errors
import pytest
from nats.aio.client import Client

from deploy.nats_server import NatsServer
from shared import consumer
from shared.event_store import STREAM
from shared.host import connect, disconnect
from shared.log import follow, last_position, last_position_of, persistently
from shared.messages import UNAVAILABLE, Refused
from tests.shared.counter import COUNTER
from tests.shared.stored import OTHER, SUBJECT, store, take_consumers_away


async def test_followed_to_its_end_the_log_is_complete_and_in_order(nc: Client) -> None:
    last, read, left = await store(nc, 1700), list[int](), list[int]()
    async with aclosing(follow(nc, [SUBJECT], 3, to_end=True)) as batches:
        async for batch, pending in batches:
            read += [stored.position for stored in batch]
            left.append(pending)
            assert pending == last - read[-1]
            await asyncio.sleep(0.01)  # more arrives
    assert read == list(range(4, last + 1))
    assert left[-1] == 0


async def test_where_the_newest_lies_is_refused_while_the_log_does_not_answer(
    nc: Client, log_server: NatsServer
) -> None:
    assert await last_position_of(nc, COUNTER) == 0
    os.kill(log_server.pid, signal.SIGSTOP)
    await asyncio.to_thread(os.waitid, os.P_PID, log_server.pid, os.WSTOPPED | os.WNOWAIT)  # until then it may answer
    try:
        with pytest.raises(Refused, match=UNAVAILABLE.code):
            await last_position_of(nc, COUNTER)
    finally:
        os.kill(log_server.pid, signal.SIGCONT)


async def test_a_message_is_followed_with_its_headers(nc: Client) -> None:
    await nc.jetstream().publish(SUBJECT, b"one", headers={"Nats-Msg-Id": "a"})
    await nc.jetstream().publish(OTHER, b"two")
    async with aclosing(follow(nc, [SUBJECT, OTHER], 0, to_end=True)) as batches:
        found = [stored for batch, _ in [one async for one in batches] for stored in batch]
    told = [(stored.subject, stored.position, stored.headers.get("Nats-Msg-Id"), stored.data) for stored in found]
    assert told == [(SUBJECT, 1, "a", b"one"), (OTHER, 2, None, b"two")]


async def test_what_comes_later_is_followed_too_also_when_a_request_has_run_out_in_between(
    nc: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "EXPIRES", 0.3)
    monkeypatch.setattr(consumer, "HEARTBEAT", 0.1)
    async with following(nc) as read:
        for _ in range(3):
            await asyncio.sleep(0.5)
            await reached(read, await store(nc, 2))
    assert read == [1, 2, 3, 4, 5, 6]


async def test_the_log_is_followed_without_a_gap_over_killed_servers(nc: Client, log_server: NatsServer) -> None:
    async with following(nc) as read:
        for _ in range(3):
            last = await store(nc, 500)
            os.kill(log_server.pid, signal.SIGKILL)
            await reached(read, last)
    assert read == list(range(1, 1501))


async def test_the_log_is_followed_without_a_gap_when_the_consumer_is_taken_away(nc: Client) -> None:
    async with following(nc) as read:
        for _ in range(3):
            last = await store(nc, 500)
            await take_consumers_away(nc)
            await reached(read, last)
    assert read == list(range(1, 1501))


class Losing(Client):
    """Loses every 300th message on the way."""

    received = 0

    async def _process_msg(self, sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes) -> None:
        self.received += 1
        if self.received % 300:
            await super()._process_msg(sid, subject, reply, data, headers)


async def test_a_message_that_was_lost_on_the_way_is_read_again(nc: Client, log_server: NatsServer) -> None:
    last = await store(nc, 1000)
    losing = await connect(log_server.url, "losing", Losing())
    async with following(losing) as read:
        await reached(read, last)
    await disconnect(losing)
    assert read == list(range(1, last + 1))


async def test_who_stops_following_leaves_nothing_at_the_server(nc: Client) -> None:
    await store(nc, 3)
    async with aclosing(follow(nc, [SUBJECT], 0)) as batches:
        await anext(batches)
    assert await nc.jetstream().consumers_info(STREAM) == []


@asynccontextmanager
async def following(nc: Client) -> AsyncIterator[list[int]]:
    """The positions that somebody at work in the background has read."""
    read: list[int] = []

    async def work() -> None:
        async with aclosing(follow(nc, [SUBJECT], 0)) as batches:
            async for batch, _ in batches:
                read.extend(stored.position for stored in batch)

    task = asyncio.create_task(work())
    yield read
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def reached(read: list[int], position: int) -> None:
    async with asyncio.timeout(10):
        while read[-1:] != [position]:
            await asyncio.sleep(0.02)


async def test_what_a_room_cannot_start_without_is_asked_until_a_busy_server_answers(nc: Client) -> None:
    answers = [nats.errors.TimeoutError(), TimeoutError(), None]

    async def ask() -> int:
        if error := answers.pop(0):
            raise error
        return await last_position(nc)

    assert await persistently(nc, ask) == 0
    assert answers == []
