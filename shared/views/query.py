"""Names, orders and cursors as they come from outside, made safe to stand in a query."""

import base64
import re
from typing import Annotated, NamedTuple

import msgspec

from shared.views import Document, InvalidQuery, Page, Scalar

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def checked(name: str) -> str:
    """A name that may stand in a statement, a file name or a path into a document."""
    if not _NAME.fullmatch(name):
        raise InvalidQuery(f"{name!r} cannot name a view or a field")
    return name


Stored = bool | Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)] | str  # what a database can compare


class Order(NamedTuple):
    field: str
    descending: bool

    @classmethod
    def of(cls, text: str) -> "Order":
        return cls(checked(text.removeprefix("-")), text.startswith("-"))


def paged(found: list[Document], order: Order, limit: int) -> Page:
    """Makes a page of up to `limit` + 1 documents: the one too many says that more follow."""
    if len(found) <= limit:
        return Page(found, None)
    last = found[limit - 1]
    return Page(found[:limit], base64.urlsafe_b64encode(msgspec.json.encode((last[order.field], last["id"]))).decode())


def read_cursor(cursor: str) -> tuple[Scalar, str]:
    """The order field's value and the id of the last document already seen."""
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=tuple[Stored, str])
    except ValueError as error:  # of base64, UTF-8 or JSON
        raise InvalidQuery("not a cursor of this view") from error
