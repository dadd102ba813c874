"""What only SQLite has to prove: statements that its indexes answer, and an event loop that never waits for a write."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.views import Batch, Index, Put, Scalar, ViewSchema
from shared.views.query import Order, paged
from shared.views.sqlite import SqliteViews, create_statements, page_statement

IDEAS = ViewSchema("ideas", (Index(("area", "open", "-created")),))
CURSOR = paged([{"id": "i1", "created": "2026-01-01"}, {}], Order.of("created"), 1).next


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteViews]:
    store = SqliteViews(tmp_path, "ideas")
    await store.create(IDEAS)
    yield store
    await store.close()


@pytest.mark.parametrize("order", ["created", "-created"])
@pytest.mark.parametrize("after", [None, CURSOR])
def test_pages_are_read_along_the_declared_index(order: str, after: str | None) -> None:
    db = sqlite3.connect(":memory:")
    for statement in create_statements(IDEAS):
        db.execute(statement)
    where: dict[str, Scalar] = {"area": "kaukovainio", "open": True}
    statement, values = page_statement("ideas", where, Order.of(order), after, 20)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    db.close()
    beyond = "" if after is None else f" AND <expr>{'<' if order == '-created' else '>'}?"
    assert plan == [f"SEARCH ideas USING INDEX ideas_1 (<expr>=? AND <expr>=?{beyond})"]  # and nothing is sorted


async def test_reads_go_on_while_a_batch_is_written(store: SqliteViews) -> None:
    await store.apply("ideas", [(1, [Put("i1", {"created": 1})])], after=0, position=1)
    batch: Batch = [(at, [Put(f"i{at}", {"created": at, "text": "ä" * 200})]) for at in range(2, 20_000)]
    writing = asyncio.create_task(store.apply("ideas", batch, after=1, position=20_000))
    answered = 0
    while not writing.done():
        assert await store.get("ideas", "i1") == {"id": "i1", "created": 1}
        answered += 1
    await writing
    assert answered > 10


async def test_a_write_that_fails_leaves_nothing_behind(store: SqliteViews) -> None:
    half_bad: Batch = [(1, [Put("i1", {}), Put("i2", {"no json": object()})])]
    with pytest.raises(TypeError):
        await store.apply("ideas", half_bad, after=0, position=1)
    assert await store.position("ideas") == await store.count("ideas", {}) == 0
    await store.apply("ideas", [(1, [Put("i1", {})])], after=0, position=1)
    assert await store.count("ideas", {}) == 1
