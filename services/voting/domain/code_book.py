"""What is kept of codes: hashes and sealed ids, with which nobody can do anything without the round's link key."""

import hmac
from dataclasses import dataclass, field
from functools import cached_property

from shared.contracts.codes import IssuedCode
from shared.sealing import NONCE_BYTES, Seal

HASH_BYTES = 16
UNKNOWN_VOTER = "code:"
"""Begins the voter id of who holds a code for nobody in particular; no person's id has a colon."""


@dataclass(frozen=True)
class CodeBook:
    key: bytes = field(repr=False)

    @cached_property
    def _seal(self) -> Seal:
        return Seal(hmac.digest(self.key, b"person", "sha256"))

    def hash(self, code: str) -> str:
        return hmac.digest(self.key, b"code\n" + code.encode(), "sha256")[:HASH_BYTES].hex()

    def issued(self, code: str, person: str | None) -> IssuedCode:
        """Issued again, it is the same: the nonce is a keyed digest of code and person, so that none repeats."""
        hash_ = self.hash(code)
        if person is None:
            return IssuedCode(hash_)
        nonce = hmac.digest(self.key, f"nonce\n{hash_}\n{person}".encode(), "sha256")[:NONCE_BYTES]
        return IssuedCode(hash_, self._seal.seal(nonce, person.encode(), hash_))

    def voter(self, issued: IssuedCode) -> str:
        """Whose ballot the code casts: the one person has by whatever channel, or one of the code's own."""
        if issued.person is None:
            return UNKNOWN_VOTER + issued.hash
        return self._seal.open(issued.person, issued.hash).decode()

    def admission_id(self, person: str) -> str:
        """All that is done for one person at desks. It tells nothing of the id of their ballot."""
        return hmac.digest(self.key, b"desk\n" + person.encode(), "sha256")[:HASH_BYTES].hex()
