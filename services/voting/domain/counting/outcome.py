"""What a count tells: what is funded, and why the rest is not."""

from enum import StrEnum

import msgspec

from shared.contracts.areas import CountingRule


class Reason(StrEnum):
    """Why an item is funded or not."""

    FUNDED = "funded"
    TOO_EXPENSIVE = "too_expensive"
    BELOW_THRESHOLD = "below_threshold"
    STOPPED = "stopped"
    """An item before it did not fit, and the rule ends there."""


class ItemOutcome(msgspec.Struct, frozen=True):
    """`left_cents` is the money that was left when the item's turn came; `rank` counts from 1.

    `price` is an exact fraction of cents: under Equal Shares what each point (each approval) paid, unless the voter had
    less left, and under Phragmén what each voter had got when the item was bought. An item that Equal Shares funds
    without a price was added by the completion. `lacking_cents`: what the supporters had too little at the end.
    """

    id: str
    cost_cents: int
    votes: int
    score: int
    rank: int
    reason: Reason
    left_cents: int
    price: str | None = None
    lacking_cents: int | None = None

    @property
    def funded(self) -> bool:
        return self.reason is Reason.FUNDED


class Outcome(msgspec.Struct, frozen=True):
    """`items` by rank; `selected` in the order of funding.

    `ties` are the groups of equals, in the order taken, of which another order would have funded others
    or, where supporters pay, made somebody pay another price. `share`: each voter's under Equal Shares, in cents as an
    exact fraction.
    """

    rule: CountingRule
    ballots: int
    budget_cents: int
    spent_cents: int
    selected: tuple[str, ...]
    items: tuple[ItemOutcome, ...]
    ties: tuple[tuple[str, ...], ...]
    share: str | None = None
