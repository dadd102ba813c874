"""Something of any type of the contracts, as small as it may be: enough to be understood."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import inspect

WORDS = ("x", "0", "0" * 12, "x:1")  # one of them fits whatever is asked
NOTHING: dict[type[inspect.Type], Any] = {inspect.BoolType: False, inspect.BytesType: b"", inspect.DictType: {}}
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def sample(cls: type[Any], **said: Any) -> Any:
    """A struct in which `said` stands, and else only what must."""
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    needed = {one.name: _of(one.type) for one in info.fields if one.required}
    return cls(**{**needed, **said})


def _of(info: inspect.Type) -> Any:
    match info:
        case inspect.Metadata(type=inner):
            return _of(inner)
        case inspect.UnionType(types=types):
            return None if any(isinstance(one, inspect.NoneType) for one in types) else _of(types[0])
        case inspect.StructType(cls=cls):
            return sample(cls)
        case inspect.VarTupleType(item_type=item, min_length=least):
            return tuple(_of(item) for _ in range(least or 0))
        case _:
            return _plain(info)


def _plain(info: inspect.Type) -> Any:
    match info:
        case inspect.StrType():
            return next(word for word in WORDS if _fits(word, info))
        case inspect.IntType(ge=least) | inspect.FloatType(ge=least):
            return int(least or 0)
        case inspect.EnumType(cls=cls):
            return next(iter(cls))
        case inspect.DateTimeType() | inspect.DateType():
            return MOMENT if isinstance(info, inspect.DateTimeType) else MOMENT.date()
        case _:
            return NOTHING[type(info)]


def _fits(word: str, info: inspect.StrType) -> bool:
    known = msgspec.Meta(pattern=info.pattern, min_length=info.min_length, max_length=info.max_length)
    try:
        msgspec.convert(word, type=Annotated[str, known])
    except msgspec.ValidationError:
        return False
    return True
