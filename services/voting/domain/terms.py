"""The terms of a vote, frozen when it opens: anyone can redo their hash."""

from datetime import datetime
from hashlib import sha256

import msgspec

from services.voting.domain.counting import settled
from services.voting.domain.roll import with_day
from shared.contracts.contests import Contest, RollCriteria
from shared.contracts.voting import Item, Rivals, VoteOpened

OPEN_ENDED = frozenset({"closes_at", "terms_hash"})
"""An extension is public and changes no term; a hash cannot cover itself."""


def frozen(
    *,
    edition: int,
    items: tuple[Item, ...],
    contests: tuple[Contest, ...],
    rivals: Rivals,
    roll: RollCriteria,
    closes_at: datetime,
    seed: str,
    trial: bool = False,
) -> VoteOpened:
    opened = VoteOpened(
        items=items,
        contests=tuple(map(_settled, contests)),
        rivals=rivals,
        roll=with_day(roll, closes_at),
        closes_at=closes_at,
        edition=edition,
        terms_hash="",
        seed_hash=sha256(seed.encode()).hexdigest(),
        trial=trial,
    )
    return msgspec.structs.replace(opened, terms_hash=terms_hash(opened))


def _settled(contest: Contest) -> Contest:
    return msgspec.structs.replace(contest, rule=settled(contest.rule, contest.limits.style))


def terms_hash(opened: VoteOpened) -> str:
    """SHA-256 of the terms as JSON with sorted keys and no spaces (as RFC 8785 writes these)."""
    terms = {name: value for name, value in msgspec.to_builtins(opened).items() if name not in OPEN_ENDED}
    return sha256(msgspec.json.encode(terms, order="sorted")).hexdigest()
