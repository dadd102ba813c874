"""Views in MongoDB: one database a room, one collection a view.

A batch touches many documents without a transaction around them, so each carries what makes repeating harmless:
`position`, up to where it has taken in the log; `late`, the parked messages taken in afterwards; `revision`, new with
every write, by which a rival's write in between is noticed; and `generation`, which tells the view that is being
rebuilt from what a projector of the dropped one writes at its end. A deleted document leaves all this behind, or a
projector that lags would bring it back.
"""

from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec
from bson import ObjectId
from pymongo import AsyncMongoClient, IndexModel, ReplaceOne
from pymongo.errors import BulkWriteError, ConnectionFailure

from shared.views import Batch, Change, Document, Gap, Page, Parked, Scalar, Unreachable, ViewSchema
from shared.views.fold import Stored, fold, touched
from shared.views.query import Order, checked, paged, read_cursor

_DUPLICATE_KEY = 11000

P = ParamSpec("P")
T = TypeVar("T")


Method = Callable[Concatenate["MongoViews", P], Coroutine[Any, Any, T]]


def _reaching(method: Method[P, T]) -> Method[P, T]:
    @wraps(method)
    async def reach(self: "MongoViews", /, *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return await method(self, *arguments, **named)
        except ConnectionFailure as error:
            raise Unreachable(str(error)) from error

    return reach


class MongoViews:
    def __init__(self, url: str, room: str) -> None:
        self._client: AsyncMongoClient[Document] = AsyncMongoClient(url, maxPoolSize=20)
        self._db = self._client[f"lahio_{checked(room)}"]
        self._positions = self._db["_positions"]
        self._parked = self._db["_parked"]

    @_reaching
    async def create(self, schema: ViewSchema) -> None:
        view, indexes = self._db[checked(schema.name)], index_models(schema)
        if indexes:
            await view.create_indexes(indexes)
        fresh = {"position": 0, "generation": ObjectId()}
        await self._positions.update_one({"_id": schema.name}, {"$setOnInsert": fresh}, upsert=True)

    @_reaching
    async def drop(self, name: str) -> None:
        await self._positions.delete_one({"_id": name})
        await self._db[checked(name)].drop()
        await self._parked.delete_many({"view": name})

    @_reaching
    async def position(self, name: str) -> int:
        checkpoint = await self._positions.find_one({"_id": name})
        return checkpoint["position"] if checkpoint else 0

    @_reaching
    async def apply(self, name: str, batch: Batch, *, after: int, position: int) -> None:
        written = False
        while not written:
            checkpoint = await self._checkpoint(name, after)
            fresh = [(at, changes) for at, changes in batch if at > checkpoint["position"]]
            written = await self._take(name, checkpoint["generation"], fresh)
        mine = {"_id": name, "generation": checkpoint["generation"]}
        if not (await self._positions.update_one(mine, {"$max": {"position": position}})).matched_count:
            raise Gap(f"{name} was dropped")

    @_reaching
    async def get(self, name: str, id: str) -> Document | None:
        kept = await self._db[checked(name)].find_one({"_id": id}, {"document": 1})
        return kept.get("document") if kept else None

    @_reaching
    async def many(self, name: str, ids: Collection[str]) -> list[Document]:
        kept = self._db[checked(name)].find({"_id": {"$in": list(ids)}}, {"document": 1}).sort({"_id": 1})
        return [found async for each in kept if (found := each.get("document"))]

    @_reaching
    async def page(
        self, name: str, *, where: Mapping[str, Scalar], order: str, after: str | None = None, limit: int
    ) -> Page:
        by = Order.of(order)
        kept = self._db[checked(name)].find(page_filter(where, by, after), {"document": 1})
        kept = kept.sort(_sorting([order])).limit(limit + 1)
        return paged([each["document"] async for each in kept], by, limit)

    @_reaching
    async def count(self, name: str, where: Mapping[str, Scalar]) -> int:
        return await self._db[checked(name)].count_documents(_equal(where))

    @_reaching
    async def park(self, parked: Parked) -> None:
        key = _parked_key(parked.view, parked.position)
        await self._parked.replace_one(key, msgspec.to_builtins(parked), upsert=True)

    @_reaching
    async def parked(self, view: str | None = None) -> list[Parked]:
        kept = self._parked.find({"view": view} if view else {}).sort({"position": 1, "view": 1})
        return [msgspec.convert(each, Parked) async for each in kept]

    @_reaching
    async def apply_parked(self, view: str, position: int, changes: Sequence[Change]) -> None:
        written = await self._parked.find_one(_parked_key(view, position)) is None
        while not written:
            checkpoint = await self._checkpoint(view, 0)
            written = await self._take(view, checkpoint["generation"], [(position, changes)], late=position)
        await self.unpark(view, position)

    @_reaching
    async def unpark(self, view: str, position: int) -> None:
        await self._parked.delete_one(_parked_key(view, position))

    async def close(self) -> None:
        await self._client.close()

    async def _checkpoint(self, name: str, after: int) -> Document:
        checkpoint = await self._positions.find_one({"_id": name})
        if checkpoint is None or checkpoint["position"] < after:
            raise Gap(f"{name} stands at {checkpoint and checkpoint['position']}, not at {after}")
        return checkpoint

    async def _take(self, name: str, generation: ObjectId, batch: Batch, late: int | None = None) -> bool:
        """Writes what the batch makes of the documents, unless a rival writes one of them first: then False."""
        view = self._db[checked(name)]
        ids = set(touched(change for _, changes in batch for change in changes))
        found = {each["_id"]: each async for each in view.find({"_id": {"$in": list(ids)}})}
        mine = {key: each for key, each in found.items() if each["generation"] == generation}
        reached = {key: _reached(each, late) for key, each in mine.items()}
        writes = [
            _write(key, found.get(key), {"generation": generation, **_merged(mine.get(key, _NEW), stored, late)})
            for key, stored in fold(reached, batch).items()
        ]
        try:
            if writes:
                await view.bulk_write(writes)
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            return False
        return True


_NEW: Document = {"position": 0, "late": []}


def _reached(kept: Document, late: int | None) -> Stored:
    position = kept["position"] if late is None else late * (late in kept["late"])
    return Stored(position, kept.get("document"))


def _merged(kept: Document, stored: Stored, late: int | None) -> Document:
    return {
        "position": max(kept["position"], stored.position),
        "late": kept["late"] if late is None else [*kept["late"], late],
        "document": stored.document,
    }


def _write(id: str, found: Document | None, kept: Document) -> ReplaceOne[Document]:
    """Matches the revision found only; a rival's makes the upsert hit its id, and the ordered writes stop there."""
    return ReplaceOne(
        {"_id": id, "revision": found and found["revision"]}, {"revision": ObjectId(), **kept}, upsert=True
    )


def index_models(schema: ViewSchema) -> list[IndexModel]:
    return [IndexModel(list(_sorting(index.fields).items())) for index in schema.indexes]


def _sorting(orders: Iterable[str]) -> dict[str, int]:
    """Directions by path; ids break ties, in the direction of the last field, so that one index serves both ways."""
    sorting: dict[str, int] = {}
    for by in map(Order.of, orders):
        direction = -1 if by.descending else 1
        sorting[_path(by.field)] = direction
    return {**sorting, "_id": direction}


def page_filter(where: Mapping[str, Scalar], by: Order, after: str | None) -> Document:
    """A keyset page: each alternative is one range of one index."""
    equal, path = _equal(where), _path(by.field)
    if after is None:
        return {**equal, path: {"$ne": None}}
    value, id = read_cursor(after)  # noqa: A001
    beyond = "$lt" if by.descending else "$gt"
    return {"$or": [{**equal, path: {beyond: value}}, {**equal, path: value, "_id": {beyond: id}}]}


def _equal(where: Mapping[str, Scalar]) -> Document:
    """$eq takes a value as it is: a filter smuggled in as a value matches nothing. The deleted have no document."""
    return {"document": {"$ne": None}, **{_path(field): {"$eq": value} for field, value in where.items()}}


def _path(field: str) -> str:
    return "_id" if field == "id" else f"document.{checked(field)}"


def _parked_key(view: str, position: int) -> Document:
    return {"view": view, "position": position}
