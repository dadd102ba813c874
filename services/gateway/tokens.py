"""Sign-ins: signed tokens (JWT, HS256) that carry a person's id and roles."""

from functools import lru_cache
from time import time

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from services.gateway.reasons import SIGN_IN_EXPIRED, SIGN_IN_INVALID
from shared.messages import Actor, Refused, Role, require

LIFETIME = 12 * 3600  # seconds
KEPT = 20_000  # verified tokens in memory
_ALGORITHM = "HS256"


class _Claims(msgspec.Struct, frozen=True):
    sub: str
    roles: dict[Role, tuple[str, ...]]
    exp: int


class Tokens:
    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(secret)
        self._verified = lru_cache(KEPT)(self._verify)

    def sign(self, actor: Actor) -> str:
        claims = {"sub": actor.id, "roles": msgspec.to_builtins(actor.roles), "exp": int(time()) + LIFETIME}
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key)

    def actor(self, token: str) -> Actor:
        """Who signed in. Raises `Refused`."""
        actor, expires = self._verified(token)
        require(time() < expires, SIGN_IN_EXPIRED)
        return actor

    def _verify(self, token: str) -> tuple[Actor, int]:
        try:
            decoded = jwt.decode(token, self._key, algorithms=[_ALGORITHM])
            claims = msgspec.convert(decoded.claims, _Claims)
        except (JoseError, msgspec.ValidationError, ValueError) as error:
            raise Refused(SIGN_IN_INVALID) from error
        return Actor(claims.sub, claims.roles), claims.exp
