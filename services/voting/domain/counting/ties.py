"""The order of equals, fixed before the vote opens."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from services.voting.domain.counting.ballots import Item
from shared.contracts.areas import TieOrder


def in_tie_order(items: Iterable[Item], order: TieOrder) -> list[Item]:
    """Items of equal cost keep their published order."""
    if order is TieOrder.PUBLISHED:
        return list(items)
    return sorted(items, key=lambda item: item.cost_cents, reverse=order is TieOrder.DEARER_FIRST)


class Ties:
    """Finds the groups of equals whose order made a difference.

    Equals that can be taken one after the other at the same price do not: they are then taken in any order.
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, ...]] = []
        self._group: tuple[str, ...] = ()
        self._price: Fraction | None = None

    def take(self, price: Fraction, equals: Sequence[str]) -> None:
        """The first of these equals is taken."""
        if price != self._price or not set(self._group[1:]) <= set(equals):
            self.close()
        self._group, self._price = tuple(equals), price

    def close(self) -> None:
        """Nothing more can be taken at this price."""
        if len(self._group) > 1:
            self.found.append(self._group)
        self._group = ()
