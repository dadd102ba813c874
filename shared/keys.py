"""Keys that can be destroyed: in a stream of their own, wrapped with the room's secret; never in the log or a view.

All copies of a room share them there. Destroying one overwrites its bytes on the servers' disks.
(docs/adr/0012-ballots-are-sealed.md, docs/adr/0018-surveys-point-at-nobody.md)
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.erasable import erase, find, put_first
from shared.log import KEYS
from shared.messages import Reason, Refused
from shared.room import Room
from shared.sealing import KEY_BYTES, NONCE_BYTES, Seal
from shared.settings import Settings


@dataclass(frozen=True)
class Keys:
    """Of one `kind`, wrapped with a room's own `secret`. `gone` is why it is refused where there is none, or none any
    more.
    """

    kind: bytes
    secret: Callable[[Settings], bytes]
    gone: Reason

    async def make(self, room: Room, subject: str, key: bytes) -> bool:
        """Whether this one was made: not where there is one already."""
        wrapped = self._wrapping(room).seal(secrets.token_bytes(NONCE_BYTES), key, subject)
        return await put_first(room.nc, KEYS, subject, wrapped)

    async def read(self, room: Room, subject: str) -> bytes:
        """Raises `Refused` once it is destroyed."""
        wrapped = await find(room.nc, KEYS, subject)
        if wrapped is None:
            raise Refused(self.gone)
        return self._wrapping(room).open(wrapped, subject)

    async def destroy(self, room: Room, subject: str) -> None:
        """Doing it again changes nothing."""
        await erase(room.nc, KEYS, subject)

    def _wrapping(self, room: Room) -> Seal:
        return Seal(HKDF(SHA256(), KEY_BYTES, salt=None, info=self.kind).derive(self.secret(room.settings)))
