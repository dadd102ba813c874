"""Views: documents shaped for reading, folded out of the event log and rebuildable from it at any time.

The port and the changes a projection can ask for; `fold` says what they mean, the adapters store the outcome.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import msgspec

Document: TypeAlias = dict[str, Any]
"""JSON-able, its own id under "id"."""

Scalar: TypeAlias = str | int | float | bool


class Put(msgspec.Struct, frozen=True):
    """The whole document, whatever was there before."""

    id: str
    document: Document


class Update(msgspec.Struct, frozen=True):
    """Sets these fields; an absent document stays absent.

    "titles.i1" sets the key "i1" inside "titles"; only the first dot nests.
    """

    id: str
    fields: Document


class Increment(msgspec.Struct, frozen=True):
    """Adds to integer fields; what is absent, document or field, counts from 0.

    "ideas_by_phase.open" adds to the key "open" inside "ideas_by_phase"; only the first dot nests.
    """

    id: str
    amounts: Mapping[str, int]


class Append(msgspec.Struct, frozen=True):
    """Adds a value to the end of a list field; an absent document stays absent."""

    id: str
    field: str
    value: Any


class PutOnce(msgspec.Struct, frozen=True):
    """Inserts an absent document, and makes the changes of `then` only if it was absent: counts each person once."""

    id: str
    document: Document
    then: "tuple[Change, ...]" = ()


class Delete(msgspec.Struct, frozen=True):
    id: str


Change: TypeAlias = Put | Update | Increment | Append | PutOnce | Delete
Batch: TypeAlias = Sequence[tuple[int, Sequence[Change]]]
"""Events in the order of the log: stream position, and the changes it makes."""


@dataclass(frozen=True, slots=True)
class Index:
    """Fields a page filters by, then the one it is ordered by: ("area", "status", "-created"). Ids break ties."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ViewSchema:
    name: str
    indexes: tuple[Index, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Document]
    next: str | None
    """Cursor to give as `after`; None on the last page."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A message of the log that a view could not take in."""

    view: str
    position: int
    subject: str
    headers: dict[str, str]
    data: bytes
    error: str


class Gap(Exception):  # noqa: N818
    """The view is not where its projector left it, but dropped or rewound: read the position and go on from there."""


class Unreachable(Exception):  # noqa: N818
    """The database is away, or its disk is full: later it may work again."""


class InvalidQuery(ValueError):  # noqa: N818
    """A name or a cursor that must not reach a database."""


class ViewStore(Protocol):
    """One room's views, shared by any number of processes. A view nobody has created reads as empty."""

    async def create(self, schema: ViewSchema) -> None: ...

    async def drop(self, name: str) -> None:
        """Removes documents, position and parked messages; to be created and replayed from the start of the log."""

    async def position(self, name: str) -> int:
        """The last stream position applied; 0 before the first."""

    async def apply(self, name: str, batch: Batch, *, after: int, position: int) -> None:
        """Makes the changes of the events above the stored position, each once however often it is given.

        The batch speaks for the whole log from `after` (exclusive) to `position`, also for what changes nothing.
        Raises Gap when the stored position is below `after`.
        """

    async def get(self, name: str, id: str) -> Document | None: ...

    async def many(self, name: str, ids: Collection[str]) -> list[Document]:
        """Those there are, each once, in the order of their ids."""

    async def page(
        self, name: str, *, where: Mapping[str, Scalar], order: str, after: str | None = None, limit: int
    ) -> Page:
        """Documents whose fields equal `where` and that have the field of `order` ("-" for descending).

        The fields compared hold scalars, in one field of one type. Raises InvalidQuery.
        """

    async def count(self, name: str, where: Mapping[str, Scalar]) -> int: ...

    async def park(self, parked: Parked) -> None:
        """Keeps a message aside; parked again, the last error counts."""

    async def parked(self, view: str | None = None) -> list[Parked]:
        """Oldest first."""

    async def apply_parked(self, view: str, position: int, changes: Sequence[Change]) -> None:
        """Makes the changes of a parked message late and takes it off the list, once however often it is asked."""

    async def unpark(self, view: str, position: int) -> None:
        """Takes a message off the list without applying it."""

    async def close(self) -> None: ...
