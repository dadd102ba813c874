"""Where the money goes: published language of the analytics room."""

from typing import ClassVar

import msgspec

from shared.messages import Id, Query


class Amounts(msgspec.Struct, frozen=True):
    """In cents: what rounds have to give, what feasible proposals cost, what was funded, what projects have spent."""

    allocated: int = 0
    costed: int = 0
    funded: int = 0
    spent: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(
            self.allocated + other.allocated,
            self.costed + other.costed,
            self.funded + other.funded,
            self.spent + other.spent,
        )


class MoneyOf(msgspec.Struct, frozen=True):
    """`of` is the id of an area or round, or a category."""

    of: str
    amounts: Amounts


class Money(msgspec.Struct, frozen=True):
    """A proposal and its project have the category of the first of their ideas; what is allocated has none.
    Rehearsals cost nothing: nothing of them is built."""

    together: Amounts
    areas: tuple[MoneyOf, ...]
    rounds: tuple[MoneyOf, ...]
    categories: tuple[MoneyOf, ...]


class GetMoney(Query[Money], frozen=True, kw_only=True):
    """Without an area: of all."""

    service: ClassVar[str] = "analytics"
    area: Id | None = None
