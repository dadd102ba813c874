"""Who is signed in in which browser: outside the log, for all gateways, and gone by itself.

The browser keeps an id that means nothing. Stored are its digest and, sealed with a key that follows from the id, who
it is: whoever reads the stream can neither use a session nor tell whose it is without the gateway's secret.
(docs/adr/0021-sessions-lie-beside-the-log.md)
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidTag
from nats.aio.client import Client

from shared.clock import Clock
from shared.erasable import erase, find_placed, put, put_over, subjects_below
from shared.log import SESSION_IDLE, SESSIONS
from shared.messages import Actor
from shared.sealing import NONCE_BYTES, Seal

LIFETIME = 12 * 3600  # seconds
NOTED_EVERY = timedelta(minutes=5)  # that it is in use
ID_BYTES = 32


class Session(msgspec.Struct, frozen=True):
    actor: Actor
    ends: datetime
    used: datetime
    id_token: str = ""  # the provider's, to sign out there, too

    def is_good(self, now: datetime) -> bool:
        return now < self.ends and now < self.used + timedelta(seconds=SESSION_IDLE)


class Sessions:
    def __init__(self, nc: Client, secret: bytes, clock: Clock) -> None:
        self._nc = nc
        self._key = hmac.digest(secret, b"key of sessions", "sha256")
        self._clock = clock

    async def begin(self, actor: Actor, seconds: int = LIFETIME, id_token: str = "") -> str:
        """The id of a new session: never one that a browser brought along."""
        id_, now = secrets.token_urlsafe(ID_BYTES), self._clock()
        session = Session(actor, now + timedelta(seconds=seconds), now, id_token)
        await put_over(self._nc, SESSIONS, _subject(id_), _sealed(id_, session), 0)
        await put(self._nc, SESSIONS, self._mention(actor.id, id_), b"")
        return id_

    async def find(self, id: str) -> Session | None:
        """Those that have ended are none."""
        placed = await find_placed(self._nc, SESSIONS, _subject(id))
        session, now = (_opened(id, placed.content) if placed else None), self._clock()
        if placed is None or session is None or not session.is_good(now):
            return None
        if now - session.used > NOTED_EVERY:
            await self._note_use(id, msgspec.structs.replace(session, used=now), placed.position)
        return session

    async def end(self, id: str) -> None:
        await erase(self._nc, SESSIONS, _subject(id))

    async def end_all(self, person: str) -> None:
        """In all browsers of that person."""
        for mention in await subjects_below(self._nc, SESSIONS, f"sessions.of.{self._digest(person)}"):
            await erase(self._nc, SESSIONS, f"sessions.id.{mention.rpartition('.')[2]}")
            await erase(self._nc, SESSIONS, mention)

    async def _note_use(self, id: str, session: Session, position: int) -> None:
        """Guarded: one that has been ended meanwhile does not come back."""
        if await put_over(self._nc, SESSIONS, _subject(id), _sealed(id, session), position):
            await put(self._nc, SESSIONS, self._mention(session.actor.id, id), b"")

    def _mention(self, person: str, id: str) -> str:
        return f"sessions.of.{self._digest(person)}.{_name(id)}"

    def _digest(self, person: str) -> str:
        return hmac.digest(self._key, person.encode(), "sha256").hex()


def _name(id: str) -> str:
    return sha256(b"name " + id.encode()).hexdigest()


def _subject(id: str) -> str:
    return f"sessions.id.{_name(id)}"


def _seal(id: str) -> Seal:
    return Seal(sha256(b"seal " + id.encode()).digest())


def _sealed(id: str, session: Session) -> bytes:
    return _seal(id).seal(secrets.token_bytes(NONCE_BYTES), msgspec.json.encode(session), _name(id))


def _opened(id: str, content: bytes) -> Session | None:
    try:
        return msgspec.json.decode(_seal(id).open(content, _name(id)), type=Session)
    except (InvalidTag, msgspec.DecodeError):  # spoilt, or of an older release
        return None
