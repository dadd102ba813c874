"""Where drafts of ballots rest: sealed, and outside the log, so that they can be erased.

A draft's id follows from the person's by the round's link key, and so does the key that seals it: with the round's
keys, all drafts are gone.
"""

import hmac
import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import msgspec

from services.voting.domain.draft import Draft
from services.voting.domain.round_keys import RoundKeys
from services.voting.keys import keys_of
from shared.erasable import drop_all, erase, find, put
from shared.log import DRAFTS, follow
from shared.room import Room
from shared.sealing import NONCE_BYTES, Seal

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
        said = msgspec.json.encode(draft).ljust(FILLED_UP_TO)
        sealed = self._seal.seal(secrets.token_bytes(NONCE_BYTES), said, id_)
        await put(self.room.nc, DRAFTS, f"{self.subject}.{id_}", sealed)

    async def find(self, id_: str) -> Draft | None:
        sealed = await find(self.room.nc, DRAFTS, f"{self.subject}.{id_}")
        return None if sealed is None else self._open(id_, sealed)

    async def forget(self, id_: str) -> None:
        await erase(self.room.nc, DRAFTS, f"{self.subject}.{id_}")

    async def all(self) -> AsyncIterator[tuple[str, Draft]]:
        """With their ids."""
        async with aclosing(follow(self.room.nc, [f"{self.subject}.*"], 0, stream=DRAFTS, to_end=True)) as batches:
            async for batch, _ in batches:
                for stored in batch:
                    id_ = stored.subject.rpartition(".")[2]
                    yield id_, self._open(id_, stored.data)

    def _open(self, id_: str, sealed: bytes) -> Draft:
        return msgspec.json.decode(self._seal.open(sealed, id_), type=Draft)

    @property
    def _seal(self) -> Seal:
        return Seal(hmac.digest(self.keys.link_key, b"draft content", "sha256"))


async def drafts_of(room: Room, area: str, round_: str, edition: int) -> Drafts:
    """Raises `Refused` once the keys are destroyed."""
    return Drafts(room, _subject(area, round_, edition), await keys_of(room, area, round_, edition))


async def destroy_drafts(room: Room, area: str, round_: str, edition: int) -> None:
    """Nobody can open them any more: the keys went first."""
    await drop_all(room.nc, DRAFTS, f"{_subject(area, round_, edition)}.*")


def _subject(area: str, round_: str, edition: int) -> str:
    return f"drafts.{area}.{round_}.{edition}"
