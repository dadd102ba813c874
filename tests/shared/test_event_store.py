import asyncio
import os
import signal
from contextlib import suppress

import pytest
from nats.aio.client import Client

from deploy.nats_server import NatsServer
from shared.clock import utc_now
from shared.event_store import Appended, Conflict, EventStore
from shared.messages import Event
from tests.shared.counter import COUNTER, Celebrated, Raised

SUBJECT = COUNTER.subject("petonen", "c1")


async def append(store: EventStore, *events: Event, expected: int = 0, command_id: str = "k1") -> Appended:
    return await store.append(SUBJECT, events, expected=expected, command_id=command_id, at=utc_now())


async def history(store: EventStore) -> list[Event]:
    return [recorded.event for commit in await store.read(SUBJECT) for recorded in commit.events]


async def test_events_come_back_in_the_order_they_were_stored(nc: Client) -> None:
    store = EventStore(nc)
    first = await append(store, Raised(by=1))
    await append(store, Raised(by=2), Celebrated(), expected=first.position, command_id="k2")
    assert await history(store) == [Raised(by=1), Raised(by=2), Celebrated()]


async def test_the_events_of_one_command_are_one_message(nc: Client) -> None:
    store = EventStore(nc)
    await append(store, Raised(by=1), Raised(by=2), Celebrated())
    (commit,) = await store.read(SUBJECT)
    assert [recorded.id for recorded in commit.events] == ["k1.0", "k1.1", "k1.2"]
    assert (await nc.jetstream().stream_info("ES")).state.messages == 1


async def test_an_append_on_an_old_state_is_a_conflict_and_stores_nothing(nc: Client) -> None:
    store = EventStore(nc)
    await append(store, Raised(by=1))
    with pytest.raises(Conflict):
        await append(store, Raised(by=2), expected=0, command_id="k2")
    assert await history(store) == [Raised(by=1)]


async def test_the_same_command_again_is_stored_once_and_answers_the_same(nc: Client) -> None:
    store = EventStore(nc)
    first = await append(store, Raised(by=1))
    again = await append(store, Raised(by=1))
    assert (again.position, again.repeated) == (first.position, True)
    assert len(await history(store)) == 1


async def test_the_same_command_is_known_also_when_the_server_has_forgotten_its_id(nc: Client) -> None:
    js = nc.jetstream()
    config = (await js.stream_info("ES")).config
    config.duplicate_window = 0.1
    await js.update_stream(config)
    store = EventStore(nc)
    first = await append(store, Raised(by=1))
    await asyncio.sleep(0.3)
    again = await append(store, Raised(by=1))
    assert (again.position, again.repeated) == (first.position, True)


async def test_a_long_history_is_read_whole(nc: Client) -> None:
    store = EventStore(nc)
    position = 0
    for number in range(600):
        position = (await append(store, Raised(by=number), expected=position, command_id=f"k{number}")).position
    assert await history(store) == [Raised(by=number) for number in range(600)]
    assert [commit.position for commit in await store.read(SUBJECT, after=position - 1)] == [position]


async def test_an_aggregate_without_history_reads_as_empty(nc: Client) -> None:
    assert await EventStore(nc).read(SUBJECT) == []


async def test_appends_outlive_a_server_killed_under_them(nc: Client, log_server: NatsServer) -> None:
    store = EventStore(nc)

    async def fill(counter: str) -> None:
        position = 0
        for number in range(30):
            stored = await store.append(
                COUNTER.subject("petonen", counter),
                [Raised(by=number)],
                expected=position,
                command_id=f"{counter}-{number}",
                at=utc_now(),
            )
            position = stored.position

    async def kill() -> None:
        for _ in range(3):
            await asyncio.sleep(0.05)
            with suppress(ProcessLookupError):  # not back yet since the last time
                os.kill(log_server.pid, signal.SIGKILL)

    counters = [f"c{number}" for number in range(20)]
    await asyncio.gather(kill(), *map(fill, counters))
    for counter in counters:
        commits = await store.read(COUNTER.subject("petonen", counter))
        assert [commit.events[0].event for commit in commits] == [Raised(by=number) for number in range(30)]
