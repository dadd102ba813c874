"""Checking a published vote by nothing but what is published: terms → ballots → receipts → count."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidTag

from services.voting.domain.bundle import Bundle, Certified
from services.voting.domain.election import elections
from services.voting.domain.limits import require_within
from services.voting.domain.merkle import root
from services.voting.domain.sealing import Box, Marks, choices, marks, open_all
from services.voting.domain.tallying import outcomes, results
from services.voting.domain.terms import terms_hash
from shared.contracts.ballots import Choice
from shared.contracts.voting import VoteOpened
from shared.messages import Refused


class Check(msgspec.Struct, frozen=True):
    """`found` is empty where all is well."""

    of: str
    found: str = ""


def verify(bundle: Bundle) -> Iterator[Check]:
    vote = bundle.vote
    yield _check("the terms are those whose hash was published", _terms, vote)
    yield _check("the seed is the one whose hash was published", _seed, vote)
    try:
        box = Box(bytes.fromhex(vote.box_key))
        said = open_all(box, bundle.ballots).by_receipt
    except (InvalidTag, ValueError, msgspec.DecodeError) as error:
        yield Check("the box key opens every ballot", f"a ballot does not open: {error!r}")
        return
    yield Check("the box key opens every ballot")
    limits = _check("every ballot keeps to the limits", _limits, vote, said)
    yield limits
    if limits.found:  # what cannot be cast cannot be counted
        return
    yield _check("every ballot's receipt is in the list, and no other", _receipts, bundle, said)
    yield _check("the receipts are those under the published root", _root, bundle)
    yield _check("the election files hold these ballots and this result", _elections, bundle, said)
    yield _check("the ballots count to the published result", _count, vote, said)


def _check(of: str, find: Callable[..., str], *given: object) -> Check:
    return Check(of, find(*given))


def _terms(vote: Certified) -> str:
    found = terms_hash(vote.opened)
    return "" if found == vote.opened.terms_hash else f"their hash is {found}"


def _seed(vote: Certified) -> str:
    found = sha256(vote.counted.seed.encode()).hexdigest()
    return "" if found == vote.opened.seed_hash else f"its hash is {found}"


def _limits(vote: Certified, said: Mapping[str, Marks]) -> str:
    for receipt, one in said.items():
        try:
            _require_castable(vote.opened, one)
        except (Refused, IndexError, ValueError) as error:
            return f"the ballot of receipt {receipt} does not: {error}"
    return ""


def _require_castable(opened: VoteOpened, said: Marks) -> None:
    """Whoever has the box key can seal what no voter can cast: points below 0, or proposals counted from the end."""
    chosen = choices(opened, said)
    msgspec.convert(msgspec.to_builtins(chosen), tuple[Choice, ...])
    require_within(opened, chosen)
    if marks(opened, chosen) != said:
        raise ValueError("it is written in another way")


def _receipts(bundle: Bundle, receipts: Mapping[str, Marks]) -> str:
    return "" if sorted(receipts) == list(bundle.receipts) else "the list is another one"


def _elections(bundle: Bundle, receipts: Mapping[str, Marks]) -> str:
    return "" if bundle.elections == elections(bundle.vote, receipts) else "they hold others"


def _root(bundle: Bundle) -> str:
    found = root(bundle.receipts)
    return "" if found == bundle.vote.counted.receipts_root else f"their root is {found}"


def _count(vote: Certified, said: Mapping[str, Marks]) -> str:
    counted = vote.counted
    if len(said) != counted.ballots:
        return f"there are {len(said)} ballots"
    recount = results(vote.opened, outcomes(vote.opened, said.values(), counted.seed))
    for found, told in zip(recount, counted.contests, strict=True):
        if found.selected != told.selected:
            return f"{found.ballots} ballots fund {', '.join(found.selected) or 'nothing'}"
        if found != told:
            return "votes, scores or reasons differ"
    return ""
