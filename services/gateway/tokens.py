"""Sign-ins of programs: signed tokens (JWT, HS256) that carry a person's id and roles, and what a vote's roll asks."""

from datetime import date
from time import time

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from services.gateway.reasons import SIGN_IN_EXPIRED, SIGN_IN_INVALID
from shared.messages import Actor, Admission, Refused, Role, require

LIFETIME = 2 * 3600  # seconds
KEPT = 20_000  # tokens in memory
_ALGORITHM = "HS256"


class _Claims(msgspec.Struct, frozen=True):
    sub: str
    roles: dict[Role, tuple[str, ...]]
    exp: int
    born: date | None = None
    home: str = ""
    school: str = ""
    admission: Admission | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.sub, self.roles, self.born, self.home, self.school, self.admission)


class Tokens:
    """Remembers whom it signed in or recognised: checking a signature costs as much as all of a request in Litestar."""

    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(secret)
        self._known: dict[str, tuple[Actor, int]] = {}

    def sign(self, actor: Actor, seconds: int = LIFETIME) -> str:
        expires = int(time()) + seconds
        roles, admission = dict(actor.roles), actor.admission
        claims = _Claims(actor.id, roles, expires, actor.born, actor.home, actor.school, admission)
        token = jwt.encode({"alg": _ALGORITHM}, msgspec.to_builtins(claims), self._key)
        self._remember(token, actor, expires)
        return token

    def actor(self, token: str) -> Actor:
        """Who signed in. Raises `Refused`."""
        actor, expires = self._known.get(token) or self._verified(token)
        require(time() < expires, SIGN_IN_EXPIRED)
        return actor

    def _verified(self, token: str) -> tuple[Actor, int]:
        try:
            decoded = jwt.decode(token, self._key, algorithms=[_ALGORITHM])
            claims = msgspec.convert(decoded.claims, _Claims)
        except (JoseError, msgspec.ValidationError, ValueError) as error:
            raise Refused(SIGN_IN_INVALID) from error
        return self._remember(token, claims.actor, claims.exp)

    def _remember(self, token: str, actor: Actor, expires: int) -> tuple[Actor, int]:
        if len(self._known) >= KEPT:
            del self._known[next(iter(self._known))]  # the one known for longest
        self._known[token] = actor, expires
        return actor, expires
