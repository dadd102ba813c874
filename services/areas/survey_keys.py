"""Where a survey's key rests while it is open: in the stream of keys, wrapped with the room's secret; never the log.

All copies of the room share it there. Destroying it overwrites its bytes on the servers' disks.
"""

import secrets

import nats.errors
import nats.js.errors
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.areas.domain.survey_answer import SurveyKey
from shared.contracts.surveys import SURVEY_NOT_OPEN
from shared.event_store import EXPECTED
from shared.log import KEYS
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room

KEY_BYTES = 32
NONCE_BYTES = 12


async def make_key(room: Room, area: str, survey: str) -> None:
    """Unless there is one."""
    subject, nonce = _subject(area, survey), secrets.token_bytes(NONCE_BYTES)
    wrapped = nonce + _cipher(room).encrypt(nonce, secrets.token_bytes(KEY_BYTES), subject.encode())
    try:
        await room.nc.jetstream().publish(subject, wrapped, stream=KEYS, headers={EXPECTED: "0"})
    except nats.js.errors.BadRequestError:
        return


async def key_of(room: Room, area: str, survey: str) -> SurveyKey:
    """Raises `Refused` once it is destroyed."""
    subject = _subject(area, survey)
    try:
        stored = await room.nc.jetstream().get_last_msg(KEYS, subject, direct=True)
    except nats.js.errors.NotFoundError as error:
        raise Refused(SURVEY_NOT_OPEN) from error
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
    wrapped = stored.data or b""
    return SurveyKey(_cipher(room).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], subject.encode()))


async def destroy_key(room: Room, area: str, survey: str) -> None:
    """Doing it again changes nothing."""
    js = room.nc.jetstream()
    try:
        stored = await js.get_last_msg(KEYS, _subject(area, survey))
        await js.delete_msg(KEYS, stored.seq or 0)  # the server writes random bytes over it
    except nats.js.errors.NotFoundError:
        return


def _subject(area: str, survey: str) -> str:
    return f"keys.areas.surveys.{area}.{survey}"


def _cipher(room: Room) -> AESGCM:
    secret = room.settings.survey_secret
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=b"lahio survey keys").derive(secret))
