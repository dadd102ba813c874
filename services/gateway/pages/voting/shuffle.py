"""The order of a ballot: shuffled for each voter, so that none gains by standing first, and the same ever after."""

from collections.abc import Iterable
from hashlib import sha256

from shared.contracts.voting import Item


def shuffled(items: Iterable[Item], voter: str, round_: str) -> list[Item]:
    """By voter and round alone: neither time nor the published order moves anything."""
    return sorted(items, key=lambda item: sha256(f"{round_} {voter} {item.proposal}".encode()).digest())
