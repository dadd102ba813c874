"""One hash over all receipts, so that a published list of them can be checked (RFC 9162, section 2.1.1)."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def root(receipts: Iterable[str]) -> str:
    """The Merkle tree hash over the receipts in sorted order, in hex; their order in time is told to nobody."""
    return _root([sha256(LEAF + receipt.encode()).digest() for receipt in sorted(receipts)]).hex()


def _root(hashes: Sequence[bytes]) -> bytes:
    """A tree level by level: pairs are joined, one left over moves up. This is the RFC's tree without its recursion."""
    if not hashes:
        return sha256().digest()
    while len(hashes) > 1:
        pairs = range(0, len(hashes) - 1, 2)
        joined = [sha256(NODE + hashes[at] + hashes[at + 1]).digest() for at in pairs]
        hashes = joined + list(hashes[len(pairs) * 2 :])
    return hashes[0]
