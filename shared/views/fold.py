"""What changes make of documents: pure, the same for every database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, assert_never

from shared.views import Append, Batch, Change, Delete, Document, Increment, Put, PutOnce, Update


class Stored(NamedTuple):
    """A document as it lies in the database, with the position it has taken in; None when absent or deleted."""

    position: int
    document: Document | None


ABSENT = Stored(0, None)


def touched(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield change.id
        if isinstance(change, PutOnce):
            yield from touched(change.then)


def fold(found: Mapping[str, Stored], batch: Batch) -> dict[str, Stored]:
    """What the batch makes of the documents found: those that change, in the order they must be written.

    A document put once comes after all that was counted because of it: if writing stops half way, its absence makes
    the replay count again, and the positions of the documents already counted keep them from counting twice.
    """
    folded: dict[str, Stored] = {}

    def take(position: int, change: Change) -> None:
        before = found.get(change.id, ABSENT)
        if position <= before.position:
            return
        document = folded.get(change.id, before).document
        if isinstance(change, PutOnce) and document is None:
            for consequence in change.then:
                take(position, consequence)
            folded.pop(change.id, None)
        after = changed(document, change)
        if after is not document:
            folded[change.id] = Stored(position, after)

    for position, changes in batch:
        for change in changes:
            take(position, change)
    return folded


def changed(document: Document | None, change: Change) -> Document | None:
    """The document after the change; the very same object when nothing changes. Never alters what it is given."""
    match change:
        case Put():
            return {**change.document, "id": change.id}
        case PutOnce():
            return {**change.document, "id": change.id} if document is None else document
        case Update():
            return document and _updated(document, change.fields)
        case Append():
            return document and {**document, change.field: [*document.get(change.field, ()), change.value]}
        case Increment():
            return _incremented(document or {"id": change.id}, change.amounts)
        case Delete():
            return None
    assert_never(change)


def _updated(document: Document, fields: Mapping[str, Any]) -> Document:
    after = {**document}
    for path, value in fields.items():
        field, _, key = path.partition(".")
        after[field] = {**(after.get(field) or {}), key: value} if key else value
    return after


def _incremented(document: Document, amounts: Mapping[str, int]) -> Document:
    after = {**document}
    for path, amount in amounts.items():
        field, _, key = path.partition(".")
        value = after.get(field)
        after[field] = _added_at(value or {}, key, amount) if key else (value or 0) + amount
    return after


def _added_at(counts: Mapping[str, int], key: str, amount: int) -> Document:
    return {**counts, key: counts.get(key, 0) + amount}
