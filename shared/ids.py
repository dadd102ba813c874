"""Opaque ids that follow from what they name."""

from hashlib import blake2b


def derived_id(*parts: str) -> str:
    """The same id for the same parts: how a repeated request finds what the first one made."""
    return blake2b("\n".join(parts).encode(), digest_size=10).hexdigest()
