import asyncio
import os
import signal
from contextlib import aclosing
from pathlib import Path

import pytest
from nats.aio.client import Client

from deploy import nats_server
from deploy.nats_server import NatsServer
from shared import bulk
from shared.bulk import Entry, read_range
from shared.event_store import STREAM
from shared.host import connect, disconnect
from shared.log import declare_streams
from shared.messages import Refused
from tests.shared.stored import OTHER, SUBJECT, store, take_consumers_away


@pytest.fixture(autouse=True)
def _asks_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 100)


async def positions(url: str, first: int, last: int, *subjects: str) -> list[int]:
    return [entry.position for entry in await entries(url, first, last, *subjects)]


async def entries(url: str, first: int, last: int, *subjects: str) -> list[Entry]:
    async with aclosing(read_range(url, subjects or [SUBJECT], first, last)) as batches:
        found: list[Entry] = []
        async for batch in batches:
            found += batch
            await asyncio.sleep(0.001)  # more arrives
        return found


async def test_a_range_has_both_its_ends_and_each_message_between_in_order(nc: Client, log_server: NatsServer) -> None:
    await store(nc, 1000)
    assert await positions(log_server.url, 3, 997) == list(range(3, 998))
    assert await positions(log_server.url, 5, 5) == [5]


async def test_a_message_comes_as_it_was_stored(nc: Client, log_server: NatsServer) -> None:
    await nc.jetstream().publish(SUBJECT, b"plain")
    await nc.jetstream().publish(OTHER, b"with\r\nheaders\r\n", headers={"Nats-Msg-Id": "1"})
    await nc.jetstream().publish(SUBJECT, b"")
    found = await entries(log_server.url, 1, 3, SUBJECT, OTHER)
    assert found == [(SUBJECT, 1, b"plain"), (OTHER, 2, b"with\r\nheaders\r\n"), (SUBJECT, 3, b"")]


async def test_a_range_holds_the_wanted_subjects_alone(nc: Client, log_server: NatsServer) -> None:
    for _ in range(3):
        await store(nc, 1)
        await store(nc, 1, OTHER)
    assert await positions(log_server.url, 1, 6) == [1, 3, 5]
    assert await positions(log_server.url, 2, 2) == []
    assert await positions(log_server.url, 2, 6, OTHER) == [2, 4, 6]
    assert await positions(log_server.url, 1, 6, "es.petonen.counting.counter.*") == [1, 2, 3, 4, 5, 6]


async def test_a_range_ends_at_the_end_of_the_log_or_before_its_beginning(nc: Client, log_server: NatsServer) -> None:
    await store(nc, 3)
    assert await positions(log_server.url, 2, 90) == [2, 3]
    assert await positions(log_server.url, 3, 2) == []


async def test_what_is_stored_while_a_range_is_read_is_not_in_it(nc: Client, log_server: NatsServer) -> None:
    last = await store(nc, 1000)
    reading, writing = asyncio.create_task(positions(log_server.url, 1, last)), asyncio.create_task(store(nc, 1000))
    assert await reading == list(range(1, last + 1))
    await writing


async def test_a_range_is_complete_over_killed_servers(nc: Client, log_server: NatsServer) -> None:
    last, read = await store(nc, 2000), list[int]()
    blows = [1, 500, 1500]
    async with aclosing(read_range(log_server.url, [SUBJECT], 1, last)) as batches:
        async for batch in batches:
            read += [entry.position for entry in batch]
            if blows and read[-1] >= blows[0]:
                blows.pop(0)
                os.kill(log_server.pid, signal.SIGKILL)
    assert not blows
    assert read == list(range(1, last + 1))


async def test_a_range_is_complete_when_its_consumer_is_taken_away(nc: Client, log_server: NatsServer) -> None:
    last, read = await store(nc, 2000), list[int]()
    async with aclosing(read_range(log_server.url, [SUBJECT], 1, last)) as batches:
        async for batch in batches:
            read += [entry.position for entry in batch]
            if len(read) < 1000:
                await take_consumers_away(nc)
    assert read == list(range(1, last + 1))


async def test_nothing_stays_at_the_server(nc: Client, log_server: NatsServer) -> None:
    last = await store(nc, 300)
    await positions(log_server.url, 1, last)
    async with aclosing(read_range(log_server.url, [SUBJECT], 1, last)) as batches:
        async for _ in batches:
            break
    assert await nc.jetstream().consumers_info(STREAM) == []


async def test_reading_from_a_server_that_is_away_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "RETRY_FOR", 0.3)
    with pytest.raises(Refused):
        await positions("nats://127.0.0.1:1", 1, 10)


async def test_reading_on_from_a_server_that_stays_away_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "RETRY_FOR", 0.3)
    async with nats_server.start(tmp_path, sync="default") as server:
        nc = await connect(server.url, "test")
        await declare_streams(nc)
        last = await store(nc, 1000)
        await disconnect(nc)
        batches = read_range(server.url, [SUBJECT], 1, last)
        await anext(batches)
    with pytest.raises(Refused):
        async for _ in batches:
            pass
