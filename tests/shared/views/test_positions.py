"""Every event counts once, whatever is repeated, interrupted or done by two processes at a time."""

import asyncio
from collections.abc import Callable, Iterator

import pytest

from shared.views import Append, Batch, Change, Delete, Gap, Increment, Put, PutOnce, ViewSchema, ViewStore


def ballots(first: int, last: int) -> Batch:
    """Every person votes at three positions running; a note put at each seventh position is deleted at the next."""
    return [(at, list(ballot(at))) for at in range(first, last + 1)]


def ballot(at: int) -> Iterator[Change]:
    yield Increment("total", {"ballots": 1})
    yield PutOnce(f"u{at // 3}", {"at": at}, (Increment("total", {"people": 1}),))
    yield Append("log", "at", at)
    if at % 7 == 0:
        yield Put(f"n{at}", {})
    if at % 7 == 1:
        yield Delete(f"n{at - 1}")


async def given(store: ViewStore) -> None:
    await store.create(ViewSchema("votes"))
    await store.apply(
        "votes", [(1, [Put("log", {"at": [1]}), Put("total", {"ballots": 1, "people": 0})])], after=0, position=1
    )


async def assert_counted_once(store: ViewStore, last: int) -> None:
    assert await store.position("votes") == last
    assert await store.get("votes", "log") == {"id": "log", "at": list(range(1, last + 1))}
    assert await store.get("votes", "total") == {"id": "total", "ballots": last, "people": last // 3 + 1}
    assert await store.count("votes", {}) == 2 + last // 3 + 1 + (last % 7 == 0)


async def test_a_view_begins_at_position_nought(store: ViewStore) -> None:
    assert await store.position("votes") == 0
    await store.create(ViewSchema("votes"))
    assert await store.position("votes") == 0


async def test_a_batch_without_changes_still_moves_the_position(store: ViewStore) -> None:
    await given(store)
    await store.apply("votes", [], after=1, position=40)
    assert await store.position("votes") == 40


async def test_creating_a_view_again_keeps_what_it_holds(store: ViewStore) -> None:
    await given(store)
    await store.create(ViewSchema("votes"))
    assert await store.position("votes") == 1
    assert await store.get("votes", "log") is not None


async def test_the_same_batch_again_changes_nothing(store: ViewStore) -> None:
    await given(store)
    for _ in range(3):
        await store.apply("votes", ballots(2, 50), after=1, position=50)
    await assert_counted_once(store, 50)


async def test_overlapping_batches_count_each_event_once(store: ViewStore) -> None:
    await given(store)
    for first, last in ((2, 20), (10, 30), (5, 25), (31, 31), (25, 60)):
        await store.apply("votes", ballots(first, last), after=first - 1, position=last)
    await assert_counted_once(store, 60)


async def test_the_position_never_goes_back(store: ViewStore) -> None:
    await given(store)
    await store.apply("votes", ballots(2, 20), after=1, position=20)
    await store.apply("votes", ballots(2, 10), after=1, position=10)
    await assert_counted_once(store, 20)


async def test_two_processes_on_one_view_count_each_event_once(open_store: Callable[[], ViewStore]) -> None:
    slow, fast = open_store(), open_store()
    await given(slow)

    async def project(store: ViewStore, step: int) -> None:
        for first in range(2, 121, step):
            last = min(first + step - 1, 120)
            await store.apply("votes", ballots(first, last), after=first - 1, position=last)

    await asyncio.gather(project(slow, 7), project(fast, 30))
    await assert_counted_once(open_store(), 120)


async def test_a_batch_that_leaves_a_gap_is_refused(store: ViewStore) -> None:
    await given(store)
    with pytest.raises(Gap):
        await store.apply("votes", ballots(11, 20), after=10, position=20)
    assert await store.position("votes") == 1
    assert await store.get("votes", "log") == {"id": "log", "at": [1]}


async def test_a_view_dropped_by_another_process_takes_no_more_until_it_is_replayed(
    open_store: Callable[[], ViewStore],
) -> None:
    room, operator = open_store(), open_store()
    await given(room)
    await operator.drop("votes")
    with pytest.raises(Gap):
        await room.apply("votes", ballots(2, 20), after=1, position=20)
    await operator.create(ViewSchema("votes"))
    with pytest.raises(Gap):
        await room.apply("votes", ballots(2, 20), after=1, position=20)
    assert await room.get("votes", "log") is None
    await given(operator)
    await room.apply("votes", ballots(2, 20), after=1, position=20)
    await assert_counted_once(operator, 20)


async def test_a_dropped_view_is_empty(store: ViewStore) -> None:
    await given(store)
    await store.drop("votes")
    assert await store.position("votes") == 0
    assert await store.get("votes", "log") is None
    assert await store.count("votes", {}) == 0
    assert (await store.page("votes", where={}, order="id", limit=9)).items == []
