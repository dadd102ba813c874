"""What the log keeps of a paper's serial number: an id and a sealed note, which only the round's link key ties to it.

A number is seen by the voter and by whoever stands near. Once the ballots are in the open it would tell what the paper
says, so it goes with the keys.
"""

import hmac
from dataclasses import dataclass, field
from functools import cached_property

from shared.sealing import NONCE_BYTES, Seal

ID_CHARACTERS, MOST_CHARACTERS = 32, 8


@dataclass(frozen=True)
class PaperBook:
    key: bytes = field(repr=False)

    @cached_property
    def _seal(self) -> Seal:
        return Seal(hmac.digest(self.key, b"serial", "sha256"))

    def id_of(self, batch: str, serial: str) -> str:
        """Among the ballots; it looks like any other."""
        return hmac.digest(self.key, f"paper\n{batch}\n{serial}".encode(), "sha256").hex()[:ID_CHARACTERS]

    def seal(self, paper: str, serial: str) -> bytes:
        """Sealed again, it is the same: an id has one serial, so that no nonce repeats."""
        nonce = hmac.digest(self.key, f"nonce\n{paper}".encode(), "sha256")[:NONCE_BYTES]
        return self._seal.seal(nonce, serial.ljust(MOST_CHARACTERS).encode(), paper)

    def serial(self, paper: str, sealed: bytes) -> str:
        return self._seal.open(sealed, paper).decode().rstrip()
