"""The city's own sign-in (OpenID Connect): where it sends people, and what it tells of those who come back.

Authorization code with PKCE, state and nonce; addresses and keys are the issuer's own, asked for again as they change.
(docs/sign-in.md, docs/adr/0022-who-signs-in-is-the-providers-word.md)
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import aiohttp
import msgspec
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from services.gateway.attempts import Attempt
from services.gateway.reasons import PROVIDER_AWAY, SIGN_IN_FAILED
from shared.messages import Refused, require
from shared.settings import OpenId
from shared.telemetry import log

T = TypeVar("T")
ALGORITHMS = ["RS256", "PS256", "ES256"]  # signed with keys that the provider alone has
SCOPE = "openid profile email"
LEEWAY = 30  # seconds between our clocks
KEPT = 3600.0  # seconds
ASKED_AT_MOST_EVERY = 10.0  # seconds: for keys that are not there
PATIENCE = aiohttp.ClientTimeout(total=5)
MOST = 512 * 1024  # bytes of an answer
BAD = 400


class Addresses(msgspec.Struct, frozen=True):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""


class Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str


class Told(msgspec.Struct, frozen=True):
    claims: dict[str, Any]
    id_token: str


class Provider:
    def __init__(self, told: OpenId, http: aiohttp.ClientSession, back: str) -> None:
        """`back`: where it sends people to."""
        self.told = told
        self._http = http
        self._back = back
        self._addresses: tuple[Addresses, float] | None = None
        self._keys: tuple[KeySet, float] | None = None

    async def address(self, attempt: Attempt, language: str) -> str:
        """Where the person goes to sign in. Raises `Refused`."""
        challenge = urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.told.client_id,
            "redirect_uri": self._back,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "ui_locales": language,
        }
        return _with((await self._known()).authorization_endpoint, asked)

    async def told_by(self, code: str, attempt: Attempt) -> Told:
        """Who has come back. Raises `Refused`."""
        tokens = await self._redeem(code, attempt.verifier)
        claims = await self._checked(tokens.id_token, attempt.nonce)
        more = await self._user_info(tokens.access_token)
        require(more.get("sub", claims["sub"]) == claims["sub"], SIGN_IN_FAILED)
        return Told(more | claims, tokens.id_token)

    async def farewell(self, id_token: str, then: str) -> str:
        """Where one signs out at the provider, too; empty where that cannot be. Raises `Refused`."""
        address = (await self._known()).end_session_endpoint
        asked = {"id_token_hint": id_token, "client_id": self.told.client_id, "post_logout_redirect_uri": then}
        return _with(address, asked) if address else ""

    async def _known(self) -> Addresses:
        if self._addresses is None or monotonic() - self._addresses[1] > KEPT:
            url = f"{self.told.issuer.rstrip('/')}/.well-known/openid-configuration"
            found = _understood(await self._ask("GET", url), Addresses)
            if found.issuer != self.told.issuer:
                log.error("the provider names another issuer", issuer=found.issuer)
                raise Refused(PROVIDER_AWAY)
            self._addresses = found, monotonic()
        return self._addresses[0]

    async def _redeem(self, code: str, verifier: str) -> Tokens:
        """A code is good once. Raises `Refused`."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": verifier,
        }
        headers = {}
        if self.told.secret:
            both = (quote(word, safe="") for word in (self.told.client_id, self.told.secret))
            headers["Authorization"] = aiohttp.encode_basic_auth(*both)
        else:
            form["client_id"] = self.told.client_id
        answer = await self._ask("POST", (await self._known()).token_endpoint, form, headers)
        return _understood(answer, Tokens)

    async def _checked(self, id_token: str, nonce: str) -> dict[str, Any]:
        """The claims, once signature, issuer, receiver, time and nonce are right. Raises `Refused`."""
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.told.issuer},
            aud={"essential": True, "value": self.told.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = await self._signed(id_token)
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            log.warning("an ID token is refused", error=repr(error))
            raise Refused(SIGN_IN_FAILED) from error
        require(claims.get("azp", self.told.client_id) == self.told.client_id, SIGN_IN_FAILED)
        return claims

    async def _signed(self, id_token: str) -> dict[str, Any]:
        """With a key we know, or one that is new."""
        try:
            return jwt.decode(id_token, await self._key_set(KEPT), algorithms=ALGORITHMS).claims
        except (InvalidKeyIdError, BadSignatureError):
            return jwt.decode(id_token, await self._key_set(ASKED_AT_MOST_EVERY), algorithms=ALGORITHMS).claims

    async def _key_set(self, oldest: float) -> KeySet:
        if self._keys is None or monotonic() - self._keys[1] > oldest:
            answer = await self._ask("GET", (await self._known()).jwks_uri)
            self._keys = KeySet.import_key_set(msgspec.json.decode(answer)), monotonic()
        return self._keys[0]

    async def _user_info(self, access_token: str) -> dict[str, Any]:
        """What the provider tells besides the ID token."""
        address = (await self._known()).userinfo_endpoint
        if not address:
            return {}
        headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
        return _understood(await self._ask("GET", address, None, headers), dict[str, Any])

    async def _ask(
        self, method: str, url: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> bytes:
        """Raises `Refused`: a code that is no good is another thing than a provider that is away."""
        try:
            asking = self._http.request(
                method, url, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False
            )
            async with asking as response:
                require(method == "GET" or response.status != BAD, SIGN_IN_FAILED)
                response.raise_for_status()
                return await response.content.read(MOST)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("the provider of sign-ins is away", url=url, error=repr(error))
            raise Refused(PROVIDER_AWAY) from error


def _understood(answer: bytes, type_: Callable[..., T]) -> T:
    try:
        return msgspec.json.decode(answer, type=type_)  # type: ignore[no-any-return]
    except msgspec.DecodeError as error:
        log.error("the provider of sign-ins cannot be understood", error=repr(error))
        raise Refused(PROVIDER_AWAY) from error


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
