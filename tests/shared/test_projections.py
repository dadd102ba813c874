import asyncio
import os
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client

from deploy.nats_server import NatsServer
from shared import rebuild as rebuilding
from shared.clock import utc_now
from shared.event_store import EventStore
from shared.events import encode_commit
from shared.projections import Projector
from shared.rebuild import rebuild
from shared.views import Increment, ViewStore
from shared.views.opening import open_views
from tests.running import until
from tests.shared.counter import COUNTER, GAUGE, GAUGES, TOTALS, UNHOLDABLE, Poison, Raised


@pytest.fixture
async def views(tmp_path: Path) -> AsyncIterator[ViewStore]:
    store = open_views(f"sqlite:{tmp_path / 'views'}", "counting")
    yield store
    await store.close()


@pytest.fixture
def poison() -> Iterator[set[int]]:
    Poison.amounts = {13}
    yield Poison.amounts
    Poison.amounts = set()


async def fill(nc: Client, *amounts: int, counter: str = "c1") -> int:
    store = EventStore(nc)
    subject = COUNTER.subject("petonen", counter)
    commits = await store.read(subject)
    position = commits[-1].position if commits else 0
    for number, amount in enumerate(amounts):
        id_ = f"{counter}-{position}-{number}"
        stored = await store.append(subject, [Raised(by=amount)], expected=position, command_id=id_, at=utc_now())
        position = stored.position
    return position


async def totals(views: ViewStore, *counters: str) -> list[int]:
    documents = [await views.get(TOTALS.name, counter) for counter in counters or ("c1",)]
    return [document["total"] if document else 0 for document in documents]


async def test_a_view_follows_the_log_and_goes_on_where_it_was(nc: Client, views: ViewStore) -> None:
    await fill(nc, 1, 2, 3)
    first = asyncio.create_task(Projector(TOTALS, views, nc).run())
    await until(lambda: totals(views), lambda found: found == [6])
    first.cancel()
    end = await fill(nc, 4)
    projector = Projector(TOTALS, views, nc)
    second = asyncio.create_task(projector.run())
    assert await projector.wait_for(end, 5)
    assert await totals(views) == [10]
    second.cancel()


async def test_nobody_waits_for_what_is_not_for_a_view(nc: Client, views: ViewStore) -> None:
    store, projector = EventStore(nc), Projector(TOTALS, views, nc)
    task = asyncio.create_task(projector.run())
    end = await fill(nc, 1, 2)
    other = await store.append(GAUGE.subject("petonen", "g1"), [Raised(by=1)], expected=0, command_id="g", at=utc_now())
    assert await projector.wait_for(other.position, 60)
    assert (projector.position, await totals(views)) == (end, [3])
    task.cancel()


async def test_a_view_is_exact_over_killed_log_servers(nc: Client, views: ViewStore, log_server: NatsServer) -> None:
    projector = Projector(TOTALS, views, nc)
    task = asyncio.create_task(projector.run())
    end = 0
    for number in range(4):
        end = await fill(nc, *[1] * 200, counter=f"c{number}")
        os.kill(log_server.pid, signal.SIGKILL)
    assert await projector.wait_for(end, 30)
    assert await totals(views, "c0", "c1", "c2", "c3") == [200] * 4
    task.cancel()


async def test_two_processes_on_one_view_count_nothing_twice(nc: Client, views: ViewStore) -> None:
    projectors = [Projector(TOTALS, views, nc) for _ in range(2)]
    tasks = [asyncio.create_task(projector.run()) for projector in projectors]
    end = await fill(nc, *[1] * 300)
    assert all([await projector.wait_for(end, 10) for projector in projectors])
    assert await totals(views) == [300]
    for task in tasks:
        task.cancel()


async def test_a_lost_view_database_comes_back_from_the_log(nc: Client, tmp_path: Path) -> None:
    end = await fill(nc, 1, 2, 3)
    for _ in range(2):
        views = open_views(f"sqlite:{tmp_path / 'lost'}", "counting")
        projector = Projector(TOTALS, views, nc)
        task = asyncio.create_task(projector.run())
        assert await projector.wait_for(end, 5)
        assert await totals(views) == [6]
        task.cancel()
        await views.close()
        shutil.rmtree(tmp_path / "lost")


async def test_a_rebuild_beside_a_running_room_ends_in_the_same_view(nc: Client, views: ViewStore) -> None:
    projector = Projector(TOTALS, views, nc)
    task = asyncio.create_task(projector.run())
    assert await projector.wait_for(await fill(nc, *[1] * 500), 10)
    seen: list[tuple[int, int]] = []
    writing = asyncio.create_task(fill(nc, *[1] * 100, counter="c2"))
    await rebuild([TOTALS], views, nc, lambda done, total: seen.append((done, total)))
    await writing
    await until(lambda: totals(views, "c1", "c2"), lambda found: found == [500, 100])
    assert seen[-1][0] == seen[-1][1] >= 500
    task.cancel()


@pytest.mark.parametrize("few", [0, rebuilding.FEW])
async def test_views_are_rebuilt_together_and_each_takes_in_what_it_reads(
    nc: Client, views: ViewStore, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(rebuilding, "FEW", few)
    await fill(nc, 1, 2)
    await nc.request(GAUGE.subject("petonen", "g1"), encode_commit(GAUGE.subject("petonen", "g1"), "g", utc_now(), []))
    await nc.request("es.petonen.counting.stranger.s1", b"read by nobody")
    await fill(nc, 3)
    assert await rebuild([TOTALS, GAUGES], views, nc, lambda *_: None) == 4
    assert (await totals(views), await views.parked()) == ([6], [])
    assert [await views.position(view.name) for view in (TOTALS, GAUGES)] == [5, 3]


async def test_a_poison_event_is_parked_and_stops_nothing_but_its_own_aggregate(
    nc: Client, views: ViewStore, poison: set[int]
) -> None:
    task = asyncio.create_task(Projector(TOTALS, views, nc).run())
    await fill(nc, 1, 13, 2)
    await fill(nc, 5, counter="c2")
    await until(lambda: totals(views, "c1", "c2"), lambda found: found == [1, 5])
    parked = await until(lambda: views.parked(TOTALS.name), lambda found: len(found) == 2)
    assert [item.error for item in parked] == [
        "ValueError('the view cannot take this in')",
        "an earlier event of the same subject is parked",
    ]
    elsewhere = Projector(TOTALS, views, nc)  # `lahio parked retry` is another process
    assert await elsewhere.retry_parked() == 0  # nothing has been mended yet
    poison.clear()
    assert await elsewhere.retry_parked() == 2
    assert (await totals(views, "c1", "c2"), await views.parked()) == ([16, 5], [])
    await fill(nc, 4)
    await until(lambda: totals(views), lambda found: found == [20])
    task.cancel()


async def test_an_event_type_of_a_newer_version_is_parked_not_skipped(nc: Client, views: ViewStore) -> None:
    subject = COUNTER.subject("petonen", "c1")
    newer = b'[{"specversion":"1.0","id":"x.0","source":"/lahio/counting","type":"lahio.counting.Doubled",'
    newer += b'"subject":"counter/c1","time":"2027-01-01T00:00:00Z","data":{}}]'
    await nc.request(subject, newer)
    await nc.request(COUNTER.subject("petonen", "c2"), b"not even JSON")
    task = asyncio.create_task(Projector(TOTALS, views, nc).run())
    parked = await until(lambda: views.parked(TOTALS.name), lambda found: len(found) == 2)
    assert "UnknownEvent" in parked[0].error
    assert "malformed" in parked[1].error
    task.cancel()


async def test_an_event_the_database_cannot_hold_is_parked_and_the_view_goes_on(nc: Client, views: ViewStore) -> None:
    task = asyncio.create_task(Projector(UNHOLDABLE, views, nc).run())
    await fill(nc, 1, 13)
    await fill(nc, 5, counter="c2")
    await until(lambda: totals(views, "c1", "c2"), lambda found: found == [1, 5])
    (parked,) = await views.parked()
    assert parked.subject == COUNTER.subject("petonen", "c1")
    task.cancel()


async def test_a_view_dropped_by_a_rebuild_that_was_killed_is_built_by_its_room(nc: Client, views: ViewStore) -> None:
    projector = Projector(TOTALS, views, nc)
    task = asyncio.create_task(projector.run())
    assert await projector.wait_for(await fill(nc, 1, 2), 5)
    await views.drop(TOTALS.name)
    await fill(nc, 3)
    await until(lambda: totals(views), lambda found: found == [6])
    task.cancel()


async def test_a_view_ahead_of_a_log_restored_from_before_is_built_anew(nc: Client, views: ViewStore) -> None:
    await views.create(TOTALS.schema)
    await views.apply(TOTALS.name, [(900, [Increment("c1", {"total": 99})])], after=0, position=900)
    await fill(nc, 1, 2)
    task = asyncio.create_task(Projector(TOTALS, views, nc).run())
    await until(lambda: totals(views), lambda found: found == [3])
    task.cancel()


async def test_a_view_waits_while_its_database_is_away(nc: Client, views: ViewStore, tmp_path: Path) -> None:
    projector = Projector(TOTALS, views, nc)
    task = asyncio.create_task(projector.run())
    assert await projector.wait_for(await fill(nc, 1), 5)
    with sqlite3.connect(tmp_path / "views" / "counting.db") as somebody:
        somebody.execute("ALTER TABLE _positions RENAME TO elsewhere")
        somebody.commit()
        end = await fill(nc, 2)
        await asyncio.sleep(0.5)
        assert not task.done()
        somebody.execute("ALTER TABLE elsewhere RENAME TO _positions")
    assert await projector.wait_for(end, 5)
    assert await totals(views) == [3]
    task.cancel()
