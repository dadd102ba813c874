"""Somebody is away at the provider to sign in: what we asked there, kept sealed by the browser that went."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidTag

from shared.clock import Clock
from shared.sealing import NONCE_BYTES, Seal

LIFETIME = 600  # seconds
COOKIE = "lahio-signing-in"
OWNER = "sign-in attempt"


class Attempt(msgspec.Struct, frozen=True):
    state: str
    nonce: str
    verifier: str
    next: str  # the page they came from
    lang: str  # in which it was asked for, if they chose
    at: datetime


class Attempts:
    def __init__(self, secret: bytes, clock: Clock) -> None:
        self._seal = Seal(hmac.digest(secret, b"key of sign-in attempts", "sha256"))
        self._clock = clock

    def begin(self, next: str, lang: str) -> Attempt:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return Attempt(state, nonce, verifier, next, lang, self._clock())

    def sealed(self, attempt: Attempt) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return urlsafe_b64encode(self._seal.seal(nonce, msgspec.json.encode(attempt), OWNER)).decode()

    def opened(self, sealed: str) -> Attempt | None:
        """What nobody here sealed, and what is old, is none."""
        try:
            attempt = msgspec.json.decode(self._seal.open(urlsafe_b64decode(sealed), OWNER), type=Attempt)
        except (ValueError, InvalidTag, msgspec.DecodeError):
            return None
        return attempt if self._clock() < attempt.at + timedelta(seconds=LIFETIME) else None
