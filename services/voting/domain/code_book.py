"""What is kept of codes: hashes and sealed ids, with which nobody can do anything without the round's link key."""

import hmac
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.contracts.codes import IssuedCode

HASH_BYTES, NONCE_BYTES = 16, 12
UNKNOWN_VOTER = "code:"
"""Begins the voter id of who holds a code for nobody in particular; no person's id has a colon."""


@dataclass(frozen=True)
class CodeBook:
    key: bytes = field(repr=False)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(self.key, b"person", "sha256"))

    def hash(self, code: str) -> str:
        return hmac.digest(self.key, b"code\n" + code.encode(), "sha256")[:HASH_BYTES].hex()

    def issued(self, code: str, person: str | None) -> IssuedCode:
        """Issued again, it is the same: the nonce is a keyed digest of code and person, so that none repeats."""
        hash_ = self.hash(code)
        if person is None:
            return IssuedCode(hash_)
        nonce = hmac.digest(self.key, f"nonce\n{hash_}\n{person}".encode(), "sha256")[:NONCE_BYTES]
        return IssuedCode(hash_, nonce + self._cipher.encrypt(nonce, person.encode(), hash_.encode()))

    def voter(self, issued: IssuedCode) -> str:
        """Whose ballot the code casts: the one person has by whatever channel, or one of the code's own."""
        if issued.person is None:
            return UNKNOWN_VOTER + issued.hash
        nonce, sealed = issued.person[:NONCE_BYTES], issued.person[NONCE_BYTES:]
        return self._cipher.decrypt(nonce, sealed, issued.hash.encode()).decode()

    def admission_id(self, person: str) -> str:
        """All that is done for one person at desks. It tells nothing of the id of their ballot."""
        return hmac.digest(self.key, b"desk\n" + person.encode(), "sha256")[:HASH_BYTES].hex()
