"""Sealing with AES-256-GCM: each content is bound to the id of what it belongs to; its nonce lies in front."""

from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES = 32, 12


@dataclass(frozen=True)
class Seal:
    """Whoever seals brings the nonce: none may come twice with another content."""

    key: bytes = field(repr=False)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.key)

    def seal(self, nonce: bytes, content: bytes, owner: str) -> bytes:
        return nonce + self._cipher.encrypt(nonce, content, owner.encode())

    def open(self, sealed: bytes, owner: str) -> bytes:
        """Raises cryptography's `InvalidTag` where it is not the owner's."""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode())
