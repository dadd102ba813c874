"""What a database without transactions has to prove: batches cut off half way, projectors of a dropped view."""

from collections.abc import AsyncIterator
from typing import TypeAlias

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from shared.views import Batch, Delete, Document, Increment, Index, Put, PutOnce, Update, ViewSchema
from shared.views.fold import ABSENT, fold
from shared.views.mongodb import MongoViews, page_filter
from shared.views.query import Order
from tests.standins import MongoServer

Database: TypeAlias = AsyncDatabase[Document]

COUNT = Increment("total", {"people": 1})
EARLIER: Batch = [(1, [Put("u0", {}), Put("total", {"people": 0})])]
BATCH: Batch = [
    (2, [Delete("u0"), PutOnce("u1", {}, (COUNT, Increment("web", {"people": 1})))]),
    (3, [PutOnce("u0", {"again": True}, (COUNT,)), Update("u1", {"seen": True}), Put("note", {})]),
    (4, [PutOnce("u1", {}, (COUNT,)), Delete("note"), PutOnce("u2", {}, (COUNT, PutOnce("area", {}, (COUNT,))))]),
]


@pytest.fixture
async def database(mongo: MongoServer) -> AsyncIterator[Database]:
    async with AsyncMongoClient[Document](mongo.url) as client:
        yield client["lahio_mongo"]
        await client.drop_database("lahio_mongo")


@pytest.fixture
async def store(mongo: MongoServer, database: Database) -> AsyncIterator[MongoViews]:
    store = MongoViews(mongo.url, "mongo")
    await store.create(ViewSchema("votes", (Index(("area", "-created")),)))
    await store.apply("votes", EARLIER, after=0, position=1)
    yield store
    await store.close()


async def everything(database: Database) -> dict[str, Document]:
    return {each["_id"]: each async for each in database["votes"].find()}


async def documents(database: Database) -> dict[str, Document | None]:
    return {key: each["document"] for key, each in (await everything(database)).items()}


@pytest.mark.parametrize("written", range(8))
async def test_a_batch_cut_off_after_any_write_counts_once_when_repeated(
    store: MongoViews, database: Database, written: int
) -> None:
    before = await everything(database)
    await store.apply("votes", BATCH, after=1, position=4)
    after = await everything(database)
    expected = await documents(database)
    order = list(
        fold({key: ABSENT._replace(position=1, document=each["document"]) for key, each in before.items()}, BATCH)
    )
    assert len(order) == 7
    await database["votes"].delete_many({})
    await database["votes"].insert_many([*(before | {key: after[key] for key in order[:written]}).values()])
    await database["_positions"].update_one({"_id": "votes"}, {"$set": {"position": 1}})

    await store.apply("votes", BATCH, after=1, position=4)

    assert await documents(database) == expected
    assert await store.get("votes", "total") == {"id": "total", "people": 4}
    assert await store.position("votes") == 4


async def test_a_projector_that_lags_brings_no_deleted_document_back(store: MongoViews, database: Database) -> None:
    await store.apply("votes", BATCH, after=1, position=4)
    await database["_positions"].update_one({"_id": "votes"}, {"$set": {"position": 1}})
    await store.apply("votes", BATCH[:2], after=1, position=3)  # up to before the note is deleted
    assert await store.get("votes", "note") is None


async def test_what_a_projector_still_wrote_into_a_dropped_view_gives_way_to_the_replay(
    store: MongoViews, database: Database
) -> None:
    await store.apply("votes", BATCH, after=1, position=4)
    expected, written_late = await documents(database), await everything(database)
    await store.drop("votes")
    await store.create(ViewSchema("votes"))
    await database["votes"].insert_many([written_late["total"], written_late["u1"]])

    await store.apply("votes", [*EARLIER, *BATCH], after=0, position=4)

    assert await documents(database) == expected


async def test_pages_are_read_along_the_declared_index(
    mongo: MongoServer, store: MongoViews, database: Database
) -> None:
    if not mongo.is_real:
        pytest.skip("the stand-in plans an index for equality alone")
    first = await store.page("votes", where={"area": "a"}, order="-created", limit=1)
    wanted = page_filter({"area": "a"}, Order.of("-created"), first.next)
    plan = await database["votes"].find(wanted).sort({"document.created": -1, "_id": -1}).explain()
    assert "IXSCAN" in str(plan["queryPlanner"]["winningPlan"])
    assert "'SORT'" not in str(plan["queryPlanner"]["winningPlan"])
