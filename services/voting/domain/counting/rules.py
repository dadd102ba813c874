"""What is decided before the vote opens: the counting rule, its threshold and its tie-break."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from services.voting.domain.counting.ballots import Item


class RuleName(StrEnum):
    """The values are Pabulib's `rule`."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    GREEDY_THRESHOLD = "greedy-threshold"
    GREEDY_PER_COST = "greedy-per-cost"


class TieBreak(StrEnum):
    """Who goes first among equals. A lot drawn before the vote is an order of publishing, too."""

    PUBLISHED_ORDER = "published_order"
    CHEAPER_FIRST = "cheaper_first"
    DEARER_FIRST = "dearer_first"

    def order(self, items: Iterable[Item]) -> list[Item]:
        """Items of equal cost keep their published order."""
        if self is TieBreak.PUBLISHED_ORDER:
            return list(items)
        return sorted(items, key=lambda item: item.cost_cents, reverse=self is TieBreak.DEARER_FIRST)


class Rule(msgspec.Struct, frozen=True):
    """An item whose score is under `threshold` is never funded."""

    name: RuleName
    threshold: int = 0
    tie_break: TieBreak = TieBreak.PUBLISHED_ORDER
