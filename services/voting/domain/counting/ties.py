r"""The order of equals, fixed before the vote opens.

The draw: who has the smaller SHA-256 of the seed, a line break and the item's id (in UTF-8) goes first. Anyone can redo
it: `printf '%s\n%s' SEED ID | sha256sum`.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import assert_never

from services.voting.domain.counting.ballots import Item
from shared.contracts.contests import TieOrder

Equals = tuple[str, ...]


def in_tie_order(items: Iterable[Item], order: TieOrder, seed: str) -> list[Item]:
    """Items of equal cost keep their published order. Raises `ValueError` on a draw without a seed."""
    match order:
        case TieOrder.PUBLISHED:
            return list(items)
        case TieOrder.DRAW:
            return sorted(items, key=_lots(seed))
        case TieOrder.CHEAPER_FIRST | TieOrder.DEARER_FIRST:
            return sorted(items, key=lambda item: item.cost_cents, reverse=order is TieOrder.DEARER_FIRST)
        case _:
            assert_never(order)


def _lots(seed: str) -> Callable[[Item], bytes]:
    if not seed:
        raise ValueError("a draw needs a seed")
    return lambda item: sha256(f"{seed}\n{item.id}".encode()).digest()


class Ties:
    """Finds the groups of equals whose order made a difference.

    Equals that can be taken one after the other at the same price do not: they are then taken in any order.
    """

    def __init__(self) -> None:
        self.found: list[Equals] = []
        self._group: Equals = ()
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
