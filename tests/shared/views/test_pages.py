"""Pages by keyset: complete, without repeats, in either direction, safe against what callers send."""

from typing import Any

import pytest

from shared.views import Document, Index, InvalidQuery, Put, Update, ViewSchema, ViewStore

IDEAS = ViewSchema("ideas", (Index(("area", "-created")), Index(("area", "open", "likes"))))
HOSTILE = ["", "$where", "area'", 'area" --', "a.b", "Area", "_position", "ä", "area\n", "1; DROP TABLE ideas"]


def idea(number: int) -> Document:
    return {
        "id": f"i{number:04}",
        "area": "kaukovainio" if number % 4 else "hiukkavaara",
        "created": f"2026-01-{number // 100 + 1:02}T12:00:00Z",
        "open": number % 3 == 0,
        "likes": number % 10,
    }


ALL = [idea(number) for number in range(2000)]


@pytest.fixture
async def ideas(store: ViewStore) -> ViewStore:
    await store.create(IDEAS)
    await store.apply(
        "ideas", [(at, [Put(each["id"], each)]) for at, each in enumerate(ALL, 1)], after=0, position=2000
    )
    return store


async def every_page(store: ViewStore, limit: int, order: str, **where: Any) -> list[Document]:
    page = await store.page("ideas", where=where, order=order, limit=limit)
    items = page.items
    while page.next:
        page = await store.page("ideas", where=where, order=order, after=page.next, limit=limit)
        assert 0 < len(page.items) <= limit
        items += page.items
    return items


def expected(field: str, *, descending: bool, **where: Any) -> list[Document]:
    chosen = [each for each in ALL if all(each[key] == value for key, value in where.items())]
    return sorted(chosen, key=lambda each: (each[field], each["id"]), reverse=descending)


async def test_pages_put_together_are_everything_that_matches_in_order(ideas: ViewStore) -> None:
    near = {"area": "kaukovainio"}
    assert await every_page(ideas, 499, "created", **near) == expected("created", descending=False, **near)
    assert await every_page(ideas, 500, "-created", **near) == expected("created", descending=True, **near)
    assert await every_page(ideas, 700, "-id") == expected("id", descending=True)


async def test_pages_break_ties_by_id_and_lose_none(ideas: ViewStore) -> None:
    tied = {"area": "hiukkavaara", "open": True}
    assert await every_page(ideas, 25, "likes", **tied) == expected("likes", descending=False, **tied)
    assert await every_page(ideas, 25, "-likes", **tied) == expected("likes", descending=True, **tied)


async def test_a_page_goes_on_where_it_ended_though_earlier_documents_changed(ideas: ViewStore) -> None:
    first = await ideas.page("ideas", where={}, order="id", limit=10)
    await ideas.apply("ideas", [(2001, [Put("a0", {**idea(0), "id": "a0"})])], after=2000, position=2001)
    second = await ideas.page("ideas", where={}, order="id", after=first.next, limit=10)
    assert [each["id"] for each in second.items] == [f"i{number:04}" for number in range(10, 20)]


async def test_a_document_without_the_order_field_is_not_listed_by_it(ideas: ViewStore) -> None:
    without = [(2001, [Put("x1", {"area": "x"}), Put("x2", {"area": "x", "created": None})])]
    await ideas.apply("ideas", without, after=2000, position=2001)
    assert await every_page(ideas, 10, "created", area="x") == []
    assert len(await every_page(ideas, 10, "id", area="x")) == 2


async def test_a_changed_document_moves_to_where_it_now_belongs(ideas: ViewStore) -> None:
    await ideas.apply("ideas", [(2001, [Update("i0007", {"area": "höyhtyä"})])], after=2000, position=2001)
    assert [each["id"] for each in await every_page(ideas, 10, "id", area="höyhtyä")] == ["i0007"]
    assert await ideas.count("ideas", {"area": "kaukovainio"}) == 1499


async def test_counts_follow_the_filter(ideas: ViewStore) -> None:
    assert await ideas.count("ideas", {}) == 2000
    assert await ideas.count("ideas", {"open": True}) == 667
    assert await ideas.count("ideas", {"area": "hiukkavaara", "likes": 8}) == 100


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_refused_wherever_it_could_reach_the_database(store: ViewStore, name: str) -> None:
    await store.create(IDEAS)
    with pytest.raises(InvalidQuery):
        await store.create(ViewSchema(name))
    with pytest.raises(InvalidQuery):
        await store.create(ViewSchema("others", (Index((name,)),)))
    with pytest.raises(InvalidQuery):
        await store.get(name, "i1")
    with pytest.raises(InvalidQuery):
        await store.count("ideas", {name: "x"})
    with pytest.raises(InvalidQuery):
        await store.page("ideas", where={}, order=name, limit=1)


@pytest.mark.parametrize("cursor", ["x", "ä", "bnVsbA==", "W3siJG5lIjoxfSwiYSJd"])
async def test_a_cursor_that_no_page_gave_is_refused(store: ViewStore, cursor: str) -> None:
    await store.create(IDEAS)
    with pytest.raises(InvalidQuery):
        await store.page("ideas", where={}, order="id", after=cursor, limit=1)
