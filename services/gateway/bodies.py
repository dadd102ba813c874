"""Bodies of requests, read against their types: a field that is not known is named, never dropped in silence."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from services.gateway.reasons import BAD_JSON, UNKNOWN_FIELD
from shared.contracts.areas import OUR_DAYS
from shared.messages import MALFORMED, Refused, require

T = TypeVar("T")
MOST_SHOWN = 80  # characters of a field that nobody knows


def reader(cls: type[T]) -> Callable[[bytes], T]:
    """Reads a body as `cls`, as strictly inside as outside. Raises `Refused`, whatever the bytes are."""
    decode = msgspec.json.Decoder(cls).decode

    def read(data: bytes) -> T:
        try:
            body = decode(data)
            unknown = next(_unknown(msgspec.json.decode(data), body, ""), None)
        except msgspec.ValidationError as error:
            raise Refused(MALFORMED, problem=str(error)) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Refused(BAD_JSON) from error
        if unknown is not None:
            raise Refused(UNKNOWN_FIELD, field=unknown[:MOST_SHOWN])
        return body

    return read


def _unknown(sent: Any, read: Any, path: str) -> Iterator[str]:
    """The fields that were sent and not read. Raises `Refused` where a time was sent that can be none."""
    if isinstance(read, msgspec.Struct):
        known = dict(zip(read.__struct_encode_fields__, read.__struct_fields__, strict=True))
        for name, value in sent.items():
            if name in known:
                yield from _unknown(value, getattr(read, known[name]), f"{path}{name}.")
            else:
                yield path + name
    elif isinstance(read, list | tuple):
        for number, (value, one) in enumerate(zip(sent, read, strict=True)):
            yield from _unknown(value, one, f"{path}{number}.")
    elif isinstance(read, datetime):
        require(read.year in OUR_DAYS, MALFORMED, problem=f"Expected a time of our days - at `$.{path[:-1]}`")
