"""Messages a view could not take in wait beside it, and are taken in later, once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from shared.views import Append, Batch, Change, Increment, Parked, Put, PutOnce, ViewSchema, ViewStore

POISON = Parked(
    "ideas", 2, "es.kaukovainio.ideas.idea.i1", {"Nats-Msg-Id": "c1"}, b'\xff{"title": "\xc3\xa4"}', "ValueError()"
)
LATE: list[Change] = [
    Append("i1", "tags", "late"),
    PutOnce("u1", {}, (Increment("total", {"people": 1}),)),
    Increment("new", {"ideas": 1}),
]


async def given_an_event_parked_at_2(store: ViewStore) -> None:
    await store.create(ViewSchema("ideas"))
    around: Batch = [
        (1, [Put("i1", {"tags": ["first"]})]),
        (3, [Append("i1", "tags", "third"), Increment("total", {"people": 1})]),
    ]
    await store.park(POISON)
    await store.apply("ideas", around, after=0, position=3)


async def test_parked_messages_are_listed_oldest_first(store: ViewStore) -> None:
    other, newer = replace(POISON, view="people"), replace(POISON, position=11)
    for parked in (newer, other, POISON):
        await store.park(parked)
    assert await store.parked("ideas") == [POISON, newer]
    assert await store.parked() == [POISON, other, newer]


async def test_parking_again_keeps_the_last_error(store: ViewStore) -> None:
    again = replace(POISON, error="KeyError()")
    await store.park(POISON)
    await store.park(again)
    assert await store.parked() == [again]


async def test_a_message_taken_off_the_list_is_gone(store: ViewStore) -> None:
    await store.park(POISON)
    await store.unpark("ideas", 2)
    await store.unpark("ideas", 2)
    assert await store.parked() == []


async def test_a_dropped_view_forgets_its_parked_messages(store: ViewStore) -> None:
    other = replace(POISON, view="people")
    await store.park(POISON)
    await store.park(other)
    await store.drop("ideas")
    assert await store.parked() == [other]


async def test_a_parked_event_is_taken_in_late_and_once(open_store: Callable[[], ViewStore]) -> None:
    store, rival = open_store(), open_store()
    await given_an_event_parked_at_2(store)
    await asyncio.gather(*(each.apply_parked("ideas", 2, LATE) for each in (store, rival, store)))
    assert await store.parked() == []
    assert await store.position("ideas") == 3
    assert await store.get("ideas", "i1") == {"id": "i1", "tags": ["first", "third", "late"]}
    assert await store.get("ideas", "total") == {"id": "total", "people": 2}
    assert await store.get("ideas", "new") == {"id": "new", "ideas": 1}


async def test_a_retry_cut_off_before_it_was_noted_counts_once(store: ViewStore) -> None:
    await given_an_event_parked_at_2(store)
    await store.apply_parked("ideas", 2, LATE)
    await store.apply_parked("ideas", 2, LATE)
    assert await store.get("ideas", "total") == {"id": "total", "people": 2}
