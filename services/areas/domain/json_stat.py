"""Reading json-stat2 (https://json-stat.org/format/), as PxWeb answers. A suppressed cell is unknown, never zero."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

SUPPRESSED = {".", "..", "...", "...."}


class Category(msgspec.Struct, frozen=True):
    index: dict[str, int] | tuple[str, ...]

    def at(self, code: str) -> int | None:
        if isinstance(self.index, dict):
            return self.index.get(code)
        return self.index.index(code) if code in self.index else None


class Dimension(msgspec.Struct, frozen=True):
    category: Category


class Dataset(msgspec.Struct, frozen=True):
    id: tuple[str, ...]
    size: tuple[int, ...]
    dimension: dict[str, Dimension]
    value: tuple[Decimal | None, ...] | dict[str, Decimal | None]
    status: dict[str, str] | tuple[str | None, ...] = {}

    def cell(self, codes: Mapping[str, str]) -> Decimal | None:
        """By the code of each dimension; None where it is unknown, or not there."""
        place = 0
        for name, size in zip(self.id, self.size, strict=True):
            at = self.dimension[name].category.at(codes[name])
            if at is None:
                return None
            place = place * size + at
        return None if self._status(place) in SUPPRESSED else self._value(place)

    def _status(self, place: int) -> str | None:
        if isinstance(self.status, dict):
            return self.status.get(str(place))
        return self.status[place] if place < len(self.status) else None

    def _value(self, place: int) -> Decimal | None:
        if isinstance(self.value, dict):
            return self.value.get(str(place))
        return self.value[place] if place < len(self.value) else None
