"""What a count tells: what is funded, and why the rest is not."""

from enum import StrEnum

import msgspec

from shared.contracts.contests import CountingRule


class Reason(StrEnum):
    """Why an item is funded or not."""

    FUNDED = "funded"
    TOO_EXPENSIVE = "too_expensive"
    """It did not fit the money that was left at its turn."""
    BELOW_THRESHOLD = "below_threshold"
    BELOW_MIN_VOTES = "below_min_votes"
    RIVAL_FUNDED = "rival_funded"
    UNDERFUNDED = "underfunded"
    """Its supporters could not pay for it together, or it has none."""
    STOPPED = "stopped"
    """An item before it did not fit, and the rule ends there."""


class ItemOutcome(msgspec.Struct, frozen=True):
    """`left_cents` is the money that was left when the item's turn came; `rank` counts from 1.

    `price` is an exact fraction of cents: under Equal Shares what each point (each approval) paid, unless the voter had
    less left (so many voters paid it whole: `paid_in_full`), and under Phragmén what each voter had got when the item
    was bought. An item that Equal Shares funds without a price was added by the completion.

    What would have sufficed, everything else unchanged: under the greedy rules `needed`, the least number of further
    ballots that give this item alone one point (of approvals: of further votes); None where no number would. Under
    Equal Shares `lacking_cents`, what its supporters had too little at the end, in whole cents: at a cost lower by that
    much, with the shares as they were at last, it would have been bought. None where it has no supporters, or was not
    for sale at the end.
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
    needed: int | None = None
    paid_in_full: int | None = None

    @property
    def funded(self) -> bool:
        return self.reason is Reason.FUNDED


class Comparison(msgspec.Struct, frozen=True):
    """How many voters gain more from the outcome of Equal Shares, and how many from that of the greedy rule."""

    equal_shares: int
    greedy: int

    @property
    def greedy_stands(self) -> bool:
        return self.greedy > self.equal_shares


class Outcome(msgspec.Struct, frozen=True):
    """`items` by rank; `selected` in the order of funding.

    `ties` are the groups of equals, in the order taken, of which another order would have funded others
    or, where supporters pay, made somebody pay another price; where shares were raised, at any share that was tried on
    the way. `share`: each voter's under Equal Shares, in cents as an
    exact fraction. After a comparison in which the greedy outcome stands, `items` and `selected` are those of that one,
    and there is no share; `ties` are those of both.
    """

    rule: CountingRule
    ballots: int
    budget_cents: int
    spent_cents: int
    selected: tuple[str, ...]
    items: tuple[ItemOutcome, ...]
    ties: tuple[tuple[str, ...], ...]
    share: str | None = None
    comparison: Comparison | None = None
