"""Where drafts rest: sealed in a stream of their own, outside the log, so that they can be deleted.

A draft's id follows from the person's by the round's link key, and so does the key that seals it: with the round's
keys, all drafts are gone.
"""

import hmac
import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import msgspec
import nats.errors
import nats.js.errors
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.voting.domain.draft import Draft
from services.voting.domain.sealing import RoundKeys
from services.voting.keys import keys_of
from shared.log import DRAFTS, follow
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room

NONCE_BYTES = 12
FILLED_UP_TO = 1024  # bytes, so that the length of most drafts tells nothing


@dataclass(frozen=True)
class Drafts:
    """Those of one edition of a vote."""

    room: Room
    subject: str
    keys: RoundKeys

    async def keep(self, draft: Draft) -> None:
        """Instead of the person's draft before."""
        id_ = self.keys.draft_id(draft.person)
        try:
            await self.room.nc.jetstream().publish(f"{self.subject}.{id_}", self._seal(id_, draft), stream=DRAFTS)
        except (nats.errors.Error, TimeoutError) as error:
            raise Refused(UNAVAILABLE) from error

    async def find(self, id_: str) -> Draft | None:
        try:
            stored = await self.room.nc.jetstream().get_last_msg(DRAFTS, f"{self.subject}.{id_}", direct=True)
        except nats.js.errors.NotFoundError:
            return None
        except (nats.errors.Error, TimeoutError) as error:
            raise Refused(UNAVAILABLE) from error
        return self._open(id_, stored.data or b"")

    async def forget(self, id_: str) -> None:
        js = self.room.nc.jetstream()
        try:
            stored = await js.get_last_msg(DRAFTS, f"{self.subject}.{id_}")
            await js.delete_msg(DRAFTS, stored.seq or 0)  # the server writes random bytes over it
        except nats.js.errors.NotFoundError:
            return

    async def all(self) -> AsyncIterator[tuple[str, Draft]]:
        """With their ids."""
        async with aclosing(follow(self.room.nc, [f"{self.subject}.*"], 0, stream=DRAFTS, to_end=True)) as batches:
            async for batch, _ in batches:
                for stored in batch:
                    id_ = stored.subject.rpartition(".")[2]
                    yield id_, self._open(id_, stored.data)

    def _seal(self, id_: str, draft: Draft) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, msgspec.json.encode(draft).ljust(FILLED_UP_TO), id_.encode())

    def _open(self, id_: str, sealed: bytes) -> Draft:
        plain = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], id_.encode())
        return msgspec.json.decode(plain, type=Draft)

    @property
    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(self.keys.link_key, b"draft content", "sha256"))


async def drafts_of(room: Room, area: str, round_: str, edition: int) -> Drafts:
    """Raises `Refused` once the keys are destroyed."""
    return Drafts(room, _subject(area, round_, edition), await keys_of(room, area, round_, edition))


async def destroy_drafts(room: Room, area: str, round_: str, edition: int) -> None:
    await room.nc.jetstream().purge_stream(DRAFTS, subject=f"{_subject(area, round_, edition)}.*")


def _subject(area: str, round_: str, edition: int) -> str:
    return f"drafts.{area}.{round_}.{edition}"
