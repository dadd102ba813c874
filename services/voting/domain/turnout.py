"""Who voted, by group: sealed beside each ballot by a key that goes when the count is certified, and counted in groups
too large to point at anybody. (docs/adr/0012-ballots-are-sealed.md)"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import msgspec

from shared.contracts.participants import AgeBand, Group
from shared.contracts.turnout import AgeCount, HomeCount, Turnout
from shared.sealing import NONCE_BYTES, Seal
from shared.suppression import SMALLEST_SHOWN

K = TypeVar("K", AgeBand, str)
LONGEST_HOME = 64  # an area's id

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[AgeBand, str]).decode
LENGTH = len(_encode((max(AgeBand, key=len), "-" * LONGEST_HOME)))


@dataclass(frozen=True)
class GroupSeal:
    """Seals age band and home of a voter. All are equally long, and the same group looks different on each ballot."""

    key: bytes = field(repr=False)

    @cached_property
    def _binding(self) -> bytes:
        return hmac.digest(self.key, b"nonce", "sha256")

    @cached_property
    def _seal(self) -> Seal:
        return Seal(hmac.digest(self.key, b"group", "sha256"))

    def seal(self, ballot: str, revision: int, group: Group) -> bytes:
        """The nonce is a keyed digest of all it is for, so that none repeats."""
        said = _encode((group.age, group.home)).ljust(LENGTH)
        nonce = hmac.digest(self._binding, f"{ballot}\n{revision}\n".encode() + said, "sha256")[:NONCE_BYTES]
        return self._seal.seal(nonce, said, ballot)

    def open(self, ballot: str, content: bytes) -> tuple[AgeBand, str]:
        """Age band and home. Raises cryptography's `InvalidTag` where the content is not this ballot's."""
        return _decode(self._seal.open(content, ballot))


def turnout(seal: GroupSeal, sealed: Mapping[str, bytes]) -> Turnout:
    """Of the sealed groups by ballot. Raises `InvalidTag`."""
    return in_groups([seal.open(ballot, content) for ballot, content in sealed.items()])


def in_groups(voters: Iterable[tuple[AgeBand, str]]) -> Turnout:
    found = list(voters)
    ages, homes = told(age for age, _ in found), told(home for _, home in found)
    return Turnout(
        len(found),
        tuple(AgeCount(age, ages[age]) for age in AgeBand if age in ages),
        tuple(HomeCount(home, homes[home]) for home in sorted(homes)),
    )


def told(groups: Iterable[K]) -> dict[K, int]:
    """The groups that are large enough. The sum tells how many are in none of them: they have to be enough, too."""
    left = Counter(groups)
    smallest_first = sorted(left, key=lambda one: (left[one], one))
    untold = 0
    for group in smallest_first:
        if left[group] >= SMALLEST_SHOWN and not 0 < untold < SMALLEST_SHOWN:
            break
        untold += left.pop(group)
    return dict(left)
