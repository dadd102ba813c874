"""Where a round's keys rest: a stream of their own on NATS, wrapped with the room's secret; never the log or a view.

All copies of the room share them there. Destroying them overwrites their bytes on the servers' disks.
"""

import asyncio
import secrets
from weakref import WeakKeyDictionary

import msgspec
import nats.errors
import nats.js.errors
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.voting.domain.sealing import KEY_BYTES, RoundKeys
from shared.contracts.ballots import BALLOT_SECRET
from shared.event_store import EXPECTED
from shared.log import KEYS
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room

NONCE_BYTES = 12
REMEMBERED = 60.0  # seconds; a copy of the room forgets destroyed keys by itself

_remembered: WeakKeyDictionary[Room, dict[str, RoundKeys]] = WeakKeyDictionary()


async def make_keys(room: Room, area: str, round_: str, edition: int) -> RoundKeys:
    """The keys of this edition of the vote, made now unless a copy of the room was first."""
    subject = _subject(area, round_, edition)
    made = RoundKeys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES), secrets.token_hex(KEY_BYTES))
    try:
        await room.nc.jetstream().publish(subject, _wrap(room, subject, made), stream=KEYS, headers={EXPECTED: "0"})
    except nats.js.errors.BadRequestError:  # they are there already
        return await keys_of(room, area, round_, edition)
    return made


async def keys_of(room: Room, area: str, round_: str, edition: int) -> RoundKeys:
    """Raises `Refused` once they are destroyed."""
    subject = _subject(area, round_, edition)
    remembered = _remembered.setdefault(room, {})
    if subject not in remembered:
        try:
            stored = await room.nc.jetstream().get_last_msg(KEYS, subject, direct=True)
        except nats.js.errors.NotFoundError as error:
            raise Refused(BALLOT_SECRET) from error
        except (nats.errors.Error, TimeoutError) as error:
            raise Refused(UNAVAILABLE) from error
        remembered[subject] = _unwrap(room, subject, stored.data or b"")
        asyncio.get_running_loop().call_later(REMEMBERED, remembered.pop, subject, None)
    return remembered[subject]


async def destroy_keys(room: Room, area: str, round_: str, edition: int) -> None:
    """Doing it again changes nothing."""
    subject, js = _subject(area, round_, edition), room.nc.jetstream()
    _remembered.get(room, {}).pop(subject, None)
    try:
        stored = await js.get_last_msg(KEYS, subject)
        await js.delete_msg(KEYS, stored.seq or 0)  # the server writes random bytes over it
    except nats.js.errors.NotFoundError:
        return


def _subject(area: str, round_: str, edition: int) -> str:
    return f"keys.{area}.{round_}.{edition}"


def _wrap(room: Room, subject: str, keys: RoundKeys) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(room).encrypt(nonce, msgspec.json.encode(keys), subject.encode())


def _unwrap(room: Room, subject: str, wrapped: bytes) -> RoundKeys:
    plain = _cipher(room).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], subject.encode())
    return msgspec.json.decode(plain, type=RoundKeys)


def _cipher(room: Room) -> AESGCM:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"lahio round keys").derive(room.settings.ballot_secret)
    return AESGCM(derived)
