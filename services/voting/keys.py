"""A round's keys, until they are destroyed (docs/adr/0012-ballots-are-sealed.md)."""

import asyncio
import secrets
from weakref import WeakKeyDictionary

import msgspec

from services.voting.domain.round_keys import RoundKeys
from shared.contracts.ballots import BALLOT_SECRET
from shared.keys import Keys
from shared.room import Room
from shared.sealing import KEY_BYTES

ROUND_KEYS = Keys(b"lahio round keys", lambda settings: settings.ballot_secret, gone=BALLOT_SECRET)
REMEMBERED = 60.0  # seconds; a copy of the room forgets destroyed keys by itself

_remembered: WeakKeyDictionary[Room, dict[str, RoundKeys]] = WeakKeyDictionary()


async def make_keys(room: Room, area: str, round_: str, edition: int) -> RoundKeys:
    """The keys of this edition of the vote, made now unless a copy of the room was first."""
    made = RoundKeys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES), secrets.token_hex(KEY_BYTES))
    if await ROUND_KEYS.make(room, _subject(area, round_, edition), msgspec.json.encode(made)):
        return made
    return await keys_of(room, area, round_, edition)


async def keys_of(room: Room, area: str, round_: str, edition: int) -> RoundKeys:
    """Raises `Refused` once they are destroyed."""
    subject = _subject(area, round_, edition)
    remembered = _remembered.setdefault(room, {})
    if subject not in remembered:
        remembered[subject] = msgspec.json.decode(await ROUND_KEYS.read(room, subject), type=RoundKeys)
        asyncio.get_running_loop().call_later(REMEMBERED, remembered.pop, subject, None)
    return remembered[subject]


async def destroy_keys(room: Room, area: str, round_: str, edition: int) -> None:
    """Doing it again changes nothing."""
    subject = _subject(area, round_, edition)
    _remembered.get(room, {}).pop(subject, None)
    await ROUND_KEYS.destroy(room, subject)


def _subject(area: str, round_: str, edition: int) -> str:
    return f"keys.{area}.{round_}.{edition}"
