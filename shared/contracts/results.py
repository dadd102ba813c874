"""What a count says, item by item: published language of the voting room."""

from enum import StrEnum

import msgspec

from shared.contracts.participants import Channel


class ChannelCount(msgspec.Struct, frozen=True):
    """How many ballots came this way."""

    channel: Channel
    ballots: int


class InvalidReason(StrEnum):
    """Why a ballot on paper does not count."""

    BLANK = "blank"
    TOO_MANY = "too_many"
    OVER_BUDGET = "over_budget"
    UNCLEAR = "unclear"
    DUPLICATE_SERIAL = "duplicate_serial"
    NOT_OFFICIAL = "not_official"
    OTHER = "other"


class InvalidCount(msgspec.Struct, frozen=True):
    """How many papers do not count for this reason."""

    reason: InvalidReason
    papers: int


class ItemResult(msgspec.Struct, frozen=True):
    """What the count says of one proposal; `reason` is a stable code for why it was funded or not, `left_cents` the
    money that was left at its turn. Where supporters pay: `price`, an exact fraction of cents, is what each point paid
    (so many voters paid it whole: `paid_in_full`; the other supporters all they had left), `lacking_cents` what the
    supporters had too little. `needed`: the least additional score that would have funded it."""

    proposal: str
    votes: int
    score: int
    rank: int
    funded: bool
    reason: str
    left_cents: int
    price: str | None = None
    lacking_cents: int | None = None
    needed: int | None = None
    paid_in_full: int | None = None


class Compared(msgspec.Struct, frozen=True):
    """How many voters gain more by the outcome of Equal Shares, and how many by that of the greedy rule: it stands if
    they are more."""

    equal_shares: int
    greedy: int


class ContestResult(msgspec.Struct, frozen=True):
    """The count of one contest; `ballots` are those that choose in it. Items in the order of the rule. `share`: what
    each voter had to spend, as an exact fraction of cents, where supporters pay by Equal Shares."""

    contest: str
    ballots: int
    selected: tuple[str, ...]
    spent_cents: int
    items: tuple[ItemResult, ...]
    ties: tuple[tuple[str, ...], ...]
    share: str | None = None
    comparison: Compared | None = None


class VoteResult(msgspec.Struct, frozen=True):
    """`receipts_root` is the Merkle tree hash of RFC 9162 over the sorted receipts of the counted ballots, in hex."""

    ballots: int
    contests: tuple[ContestResult, ...]
    receipts_root: str
    seed: str
    channels: tuple[ChannelCount, ...] = ()
    invalid: tuple[InvalidCount, ...] = ()
