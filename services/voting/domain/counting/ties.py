"""The order of equals, fixed before the vote opens."""

from collections.abc import Iterable

from services.voting.domain.counting.ballots import Item
from shared.contracts.areas import TieOrder


def in_tie_order(items: Iterable[Item], order: TieOrder) -> list[Item]:
    """Items of equal cost keep their published order."""
    if order is TieOrder.PUBLISHED:
        return list(items)
    return sorted(items, key=lambda item: item.cost_cents, reverse=order is TieOrder.DEARER_FIRST)
