"""Bodies that the contract allows, or nearly, drawn from the operations' own types; ids are places in a pool."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

Strategy = st.SearchStrategy[Any]
ID_PATTERN = "A-Za-z0-9_-]{1,64}"
EXTREMES = (0, 1, 2, 100, 5_000_000)
WORDS = ("Penkki", "Ä", "Valot kuntopolulle", "2021", "fi", "2022-12-01", "9" * 12, "unemployment:2", "12,5")


class Pooled(msgspec.Struct, frozen=True):
    """The id with this number among those known under the field's name; known of anything, if `anywhere`."""

    field: str
    number: int
    anywhere: bool


def pooled(field: str) -> Strategy:
    return st.builds(Pooled, st.just(field), st.integers(0, 40), st.integers(0, 9).map(lambda n: n == 0))


def body_of(cls: type[Any]) -> Strategy:
    return _struct(inspect.type_info(cls))


def _struct(info: Any) -> Strategy:
    required = {field.encode_name: _of(field.type, field.name) for field in info.fields if field.required}
    optional = {field.encode_name: _of(field.type, field.name) for field in info.fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


def _of(info: Any, field: str) -> Strategy:
    match info:
        case inspect.Metadata(type=inner):
            return _of(inner, field)
        case inspect.StructType():
            return _struct(info)
        case inspect.UnionType(types=types):
            return st.one_of(*(_of(one, field) for one in types))
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            least = info.min_length or 0
            return st.lists(_of(item, field.removesuffix("s")), min_size=least, max_size=max(least, 3))
        case inspect.StrType():
            return _text(info, field)
        case _:
            return _scalar(info, field)


def _text(info: inspect.StrType, field: str) -> Strategy:
    if info.pattern and ID_PATTERN in info.pattern and ":" not in info.pattern:
        return pooled(field)
    most = min(info.max_length or 60, 60)
    words = st.sampled_from(WORDS).map(lambda word: word[:most])
    return words if info.pattern is None else words | st.from_regex(info.pattern).map(lambda word: word[:most])


def _whole(info: inspect.IntType) -> Strategy:
    least, most = info.ge if info.ge is not None else -5, info.le if info.le is not None else 10**6
    fitting = [number for number in EXTREMES if least <= number <= most]
    return st.sampled_from([least, most, *fitting]) | st.integers(least, most)


SCALARS: dict[type[Any], Strategy] = {
    inspect.BoolType: st.booleans(),
    inspect.FloatType: st.floats(-90, 90),
    inspect.DateTimeType: st.sampled_from(["2022-11-15T12:00:00Z", "2023-03-02T00:00:00Z", "1970-01-01T00:00:00Z"]),
    inspect.DateType: st.sampled_from(["2022-12-01", "2023-06-01", "0001-01-01", "9999-12-31"]),
    inspect.NoneType: st.none(),
    inspect.BytesType: st.sampled_from(["", "YQ=="]),
}


def _scalar(info: Any, field: str) -> Strategy:
    match info:
        case inspect.IntType():
            return _whole(info)
        case inspect.DictType(value_type=value):
            return st.dictionaries(st.sampled_from(WORDS), _of(value, field), max_size=2)
        case inspect.EnumType(cls=cls):
            return st.sampled_from([member.value for member in cls])
        case _:
            return SCALARS[type(info)]
