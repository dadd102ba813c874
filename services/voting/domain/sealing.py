"""How a ballot's choices are sealed, opened and receipted by the round's box key.

Receipts bind the choices: whoever has the key can redo each receipt, nobody else can guess what one stands for.
(docs/adr/0012-ballots-are-sealed.md)
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, product, starmap

import msgspec

from shared.contracts.ballots import Choice
from shared.contracts.contests import BallotStyle, Contest
from shared.contracts.voting import VoteOpened
from shared.sealing import Seal

RECEIPT_BYTES = 20  # the rest of the digest is the nonce
PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
SHIFTS = range(RECEIPT_BYTES * 8 - 10, -1, -10)
Mark = tuple[int, int]
"""The number of an item in the ballot's published order, and the points it gets."""
Marks = tuple[Mark, ...]
"""What a ballot says."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[int, Marks]).decode


def marks(opened: VoteOpened, choices: Sequence[Choice]) -> Marks:
    """Contest by contest. Only a ranking keeps the voter's order: the same choices are the same marks."""
    given = [(opened.numbers[choice.proposal], choice.points) for choice in choices]
    return tuple(chain.from_iterable(_in_contest(opened, contest, given) for contest in opened.contests))


def _in_contest(opened: VoteOpened, contest: Contest, given: Sequence[Mark]) -> Sequence[Mark]:
    mine = [mark for mark in given if opened.items[mark[0]].contest == contest.id]
    return mine if contest.limits.style is BallotStyle.ORDINAL else sorted(mine)


def choices(opened: VoteOpened, marks: Marks) -> tuple[Choice, ...]:
    return tuple(Choice(opened.items[number].proposal, points) for number, points in marks)


def widest(opened: VoteOpened) -> int:
    """The length that every ballot of a vote is filled up to, so that it does not tell how much was chosen."""
    return len(_encode((MOST_REVISIONS, list(chain.from_iterable(_fullest(opened, one) for one in opened.contests)))))


def _fullest(opened: VoteOpened, contest: Contest) -> list[Mark]:
    limits = contest.limits
    points = limits.max_points or (MOST_POINTS if limits.style in WITH_POINTS else 1)
    return [(len(opened.items), points)] * min(len(opened.within(contest.id)), limits.most)


WITH_POINTS = {BallotStyle.CUMULATIVE, BallotStyle.SCORING}
MOST_POINTS = 1_000_000
MOST_REVISIONS = 1_000_000


@dataclass(frozen=True)
class Sealed:
    receipt: str
    content: bytes


@dataclass(frozen=True)
class Box:
    """Seals ballots and opens them. A choice taken back and made again is sealed anew: the log does not tell that."""

    key: bytes = field(repr=False)

    @cached_property
    def _binding(self) -> bytes:
        return hmac.digest(self.key, b"receipt", "sha256")

    @cached_property
    def _seal(self) -> Seal:
        return Seal(hmac.digest(self.key, b"content", "sha256"))

    def seal(self, ballot: str, revision: int, marks: Marks, length: int) -> Sealed:
        """The nonce is drawn from a keyed digest of ballot, revision and marks, so that none repeats."""
        said = _encode((revision, marks))
        digest = self._digest(ballot, said)
        content = self._seal.seal(digest[RECEIPT_BYTES:], said.ljust(length), ballot)
        return Sealed(_receipt(digest), content)

    def open(self, ballot: str, content: bytes) -> tuple[str, Marks]:
        """Its receipt, and what it says. Raises cryptography's `InvalidTag` where the content is not this ballot's."""
        said = self.unseal(ballot, content)
        return self.receipt(ballot, said), _decode(said)[1]

    def unseal(self, ballot: str, content: bytes) -> bytes:
        """What it says, undecoded, as its receipt binds it. Raises `InvalidTag`."""
        return self._seal.open(content, ballot).rstrip()

    def receipt(self, ballot: str, said: bytes) -> str:
        return _receipt(self._digest(ballot, said))

    def _digest(self, ballot: str, said: bytes) -> bytes:
        return hmac.digest(self._binding, ballot.encode() + b"\n" + said, "sha256")


def _receipt(digest: bytes) -> str:
    """160 bits in 32 letters and digits (RFC 4648, base 32), as a person can read them out.

    Ten bits at a time: the standard library's own takes as long as opening the ballot.
    """
    number = int.from_bytes(digest[:RECEIPT_BYTES])
    return "".join([PAIRS[number >> shift & 0x3FF] for shift in SHIFTS])


@dataclass(frozen=True)
class Opened:
    """The ballots of a box by id, each as what it says undecoded."""

    box: Box
    said: Mapping[str, bytes]

    @cached_property
    def marks(self) -> tuple[Marks, ...]:
        """Many people vote alike, so that what they say is kept once."""
        alike: dict[Marks, Marks] = {}
        decoded = (_decode(said)[1] for said in self.said.values())
        return tuple(alike.setdefault(marks, marks) for marks in decoded)

    @cached_property
    def by_receipt(self) -> dict[str, Marks]:
        receipts = starmap(self.box.receipt, self.said.items())
        return dict(zip(receipts, self.marks, strict=True))


def open_all(box: Box, sealed: Mapping[str, bytes]) -> Opened:
    """Raises `InvalidTag` where a content is not its ballot's."""
    return Opened(box, {ballot: box.unseal(ballot, content) for ballot, content in sealed.items()})
