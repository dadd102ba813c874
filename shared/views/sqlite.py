"""Views in SQLite: one file a room, one table a view, documents as JSON."""
# ruff: noqa: S608 - names cannot be bound as values: `checked` lets only plain ones through

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from shared.views import Batch, Change, Document, Gap, Page, Parked, Scalar, Unreachable, ViewSchema
from shared.views.fold import Stored, fold, touched
from shared.views.query import Order, checked, paged, read_cursor

T = TypeVar("T")
Parameters = Sequence[Scalar]

# NORMAL does not fsync at commit: power loss can cost the last transactions, but documents and position go together,
# so the projector replays them from the log.
_SETUP = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS _positions (view TEXT PRIMARY KEY, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS _parked (
    view TEXT NOT NULL, position INTEGER NOT NULL, message TEXT NOT NULL, PRIMARY KEY (view, position)
);
"""


class SqliteViews:
    """Writes and reads have a thread and a connection each: neither holds up the event loop or the other."""

    def __init__(self, directory: Path, room: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        file = directory / f"{checked(room)}.db"
        self._writing = _Connection(file)
        self._reading = _Connection(file)

    async def create(self, schema: ViewSchema) -> None:
        def create(db: sqlite3.Connection) -> None:
            for statement in create_statements(schema):
                db.execute(statement)
            db.execute("INSERT OR IGNORE INTO _positions VALUES (?, 0)", (schema.name,))

        await self._writing.run(_transaction, create)

    async def drop(self, name: str) -> None:
        def drop(db: sqlite3.Connection) -> None:
            db.execute(f'DROP TABLE IF EXISTS "{checked(name)}"')
            db.execute("DELETE FROM _positions WHERE view = ?", (name,))
            db.execute("DELETE FROM _parked WHERE view = ?", (name,))

        await self._writing.run(_transaction, drop)

    async def position(self, name: str) -> int:
        return await self._reading.run(_position, name) or 0

    async def apply(self, name: str, batch: Batch, *, after: int, position: int) -> None:
        def apply(db: sqlite3.Connection) -> None:
            stored = _position(db, name)
            if stored is None or stored < after:
                raise Gap(f"{name} stands at {stored}, not at {after}")
            _take(db, name, batch, stored)
            db.execute("UPDATE _positions SET position = max(position, ?) WHERE view = ?", (position, name))

        await self._writing.run(_transaction, apply)

    async def get(self, name: str, id: str) -> Document | None:
        rows = await self._reading.run(_rows, f'SELECT document FROM "{checked(name)}" WHERE id = ?', (id,))
        return msgspec.json.decode(rows[0][0]) if rows else None

    async def many(self, name: str, ids: Collection[str]) -> list[Document]:
        among = f'SELECT document FROM "{checked(name)}" WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id'
        rows = await self._reading.run(_rows, among, (msgspec.json.encode(list(ids)).decode(),))
        return [msgspec.json.decode(document) for (document,) in rows]

    async def page(
        self, name: str, *, where: Mapping[str, Scalar], order: str, after: str | None = None, limit: int
    ) -> Page:
        by = Order.of(order)
        rows = await self._reading.run(_rows, *page_statement(name, where, by, after, limit))
        return paged([msgspec.json.decode(document) for (document,) in rows], by, limit)

    async def count(self, name: str, where: Mapping[str, Scalar]) -> int:
        condition, values = _condition(where)
        rows = await self._reading.run(_rows, f'SELECT count(*) FROM "{checked(name)}" WHERE {condition}', values)
        return rows[0][0] if rows else 0

    async def park(self, parked: Parked) -> None:
        message = msgspec.json.encode(parked).decode()
        values = (parked.view, parked.position, message)
        await self._writing.run(_rows, "INSERT OR REPLACE INTO _parked VALUES (?, ?, ?)", values)

    async def parked(self, view: str | None = None) -> list[Parked]:
        statement = "SELECT message FROM _parked WHERE view = coalesce(?, view) ORDER BY position, view"
        rows = await self._reading.run(_rows, statement, (view,))
        return [msgspec.json.decode(message, type=Parked) for (message,) in rows]

    async def apply_parked(self, view: str, position: int, changes: Sequence[Change]) -> None:
        def apply(db: sqlite3.Connection) -> None:
            if _unpark(db, view, position):
                _take(db, view, [(position, changes)], 0)

        await self._writing.run(_transaction, apply)

    async def unpark(self, view: str, position: int) -> None:
        await self._writing.run(_unpark, view, position)

    async def close(self) -> None:
        await self._reading.close()
        await self._writing.close()


class _Connection:
    """A connection that lives in a thread of its own."""

    def __init__(self, file: Path) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"views-{file.stem}")
        self._db = self._thread.submit(_connect, file).result()

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._db, *arguments)
        except sqlite3.OperationalError as error:
            raise Unreachable(str(error)) from error

    async def close(self) -> None:
        await self.run(sqlite3.Connection.close)
        self._thread.shutdown()


def _connect(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=30, isolation_level=None)
    db.executescript(_SETUP)
    return db


def _transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], None]) -> None:
    db.execute("BEGIN IMMEDIATE")
    with db:
        work(db)


def _rows(db: sqlite3.Connection, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    try:
        return db.execute(statement, values).fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # not created yet, or between drop and create of a rebuild
            return []
        raise


def _position(db: sqlite3.Connection, name: str) -> int | None:
    rows = _rows(db, "SELECT position FROM _positions WHERE view = ?", (name,))
    return rows[0][0] if rows else None


def _unpark(db: sqlite3.Connection, view: str, position: int) -> bool:
    return db.execute("DELETE FROM _parked WHERE view = ? AND position = ?", (view, position)).rowcount > 0


def _take(db: sqlite3.Connection, name: str, batch: Batch, reached: int) -> None:
    table = checked(name)
    ids = list(set(touched(change for _, changes in batch for change in changes)))
    rows = db.execute(
        f'SELECT id, document FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
        (msgspec.json.encode(ids).decode(),),
    )
    found = dict.fromkeys(ids, Stored(reached, None))
    found.update((key, Stored(reached, msgspec.json.decode(document))) for key, document in rows)
    folded = fold(found, batch)
    kept = [(key, msgspec.json.encode(it.document).decode()) for key, it in folded.items() if it.document is not None]
    db.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES (?, ?)', kept)
    gone = [(key,) for key, it in folded.items() if it.document is None]
    db.executemany(f'DELETE FROM "{table}" WHERE id = ?', gone)


def create_statements(schema: ViewSchema) -> list[str]:
    table = checked(schema.name)
    statements = [f'CREATE TABLE IF NOT EXISTS "{table}" (id TEXT PRIMARY KEY, document TEXT NOT NULL)']
    for number, index in enumerate(schema.indexes, 1):
        orders = [Order.of(field) for field in index.fields]
        columns = [f"{_value(by.field)} {_direction(by)}" for by in (*orders, orders[-1]._replace(field="id"))]
        statements.append(f'CREATE INDEX IF NOT EXISTS "{table}_{number}" ON "{table}" ({", ".join(columns)})')
    return statements


def page_statement(
    name: str, where: Mapping[str, Scalar], by: Order, after: str | None, limit: int
) -> tuple[str, Parameters]:
    """A keyset page that one index answers: equal fields first, then the order and the id in the same direction."""
    condition, values = _condition(where)
    value, direction = _value(by.field), _direction(by)
    if after is None:
        condition += f" AND {value} IS NOT NULL"
    else:  # a pair of an expression and the id finds no place in an index by itself; the expression alone does
        beyond, last = "<" if by.descending else ">", read_cursor(after)
        condition += f" AND {value} {beyond}= ? AND ({value}, id) {beyond} (?, ?)"
        values += [last[0], *last]
    return (
        f'SELECT document FROM "{checked(name)}" WHERE {condition}'
        f" ORDER BY {value} {direction}, id {direction} LIMIT ?",
        [*values, limit + 1],
    )


def _condition(where: Mapping[str, Scalar]) -> tuple[str, list[Scalar]]:
    return " AND ".join(["TRUE", *(f"{_value(field)} = ?" for field in where)]), list(where.values())


def _value(field: str) -> str:
    return "id" if field == "id" else f"json_extract(document, '$.{checked(field)}')"


def _direction(by: Order) -> str:
    return "DESC" if by.descending else "ASC"
