"""What we send for an ID token, and that only the provider's is believed, for us, now and for this sign-in."""

import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import unquote

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.gateway.openid.city import LIVES_HERE, Browser, City, Claims, asked

LONG_AGO = 3600  # seconds


async def test_the_verifier_is_that_of_the_challenge_and_the_code_goes_with_our_secret(
    provider: City, aino: Browser
) -> None:
    provider.has("sub-1", **LIVES_HERE)
    for _ in range(2):
        address = await aino.goes()
        back = await aino.agrees(address, "sub-1")
        assert (await aino.get(back))[0] == 303
        (form, headers), wanted = provider.sent[-1], asked(address)
        assert _challenge(form["code_verifier"]) == wanted["code_challenge"]
        assert len(form["code_verifier"]) >= 43
        assert form["code_verifier"] not in address + back
        assert (form["grant_type"], form["code"]) == ("authorization_code", asked(back)["code"])
        assert form["redirect_uri"] == wanted["redirect_uri"]
        scheme, _, both = headers["Authorization"].partition(" ")
        client, _, secret = b64decode(both).decode().partition(":")
        assert (scheme, unquote(client), unquote(secret)) == ("Basic", "lahio", "a secret/of ours")
    assert provider.sent[0][0]["code_verifier"] != provider.sent[1][0]["code_verifier"]


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


async def test_a_code_of_another_sign_in_is_of_no_use(provider: City, aino: Browser) -> None:
    """Somebody slips their own code into a way back that is otherwise right."""
    provider.has("sub-1", **LIVES_HERE)
    other = asked(await aino.agrees(await aino.goes(), "sub-1"))["code"]
    state = asked(await aino.agrees(await aino.goes(), "sub-1"))["state"]
    assert (await aino.get(f"/sign-in/return?code={other}&state={state}"))[0] == 403
    assert not await aino.is_signed_in()


def signed(claims: Claims, key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def saying(**wrong: object) -> Callable[[Claims, RSAKey], str]:
    """Signed as it should be."""
    return lambda claims, key: signed(claims | wrong, key)


def without(name: str) -> Callable[[Claims, RSAKey], str]:
    return lambda claims, key: signed({one: value for one, value in claims.items() if one != name}, key)


def by_another_key(claims: Claims, key: RSAKey) -> str:
    return signed(claims, RSAKey.generate_key(2048, {"kid": key.kid or ""}))


def by_our_own_secret(claims: Claims, _: RSAKey) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("a secret/of ours" * 4))


def by_nobody(claims: Claims, key: RSAKey) -> str:
    header = urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return f"{header}.{signed(claims, key).split('.')[1]}."


WRONG = {
    "of another issuer": saying(iss="https://evil.example"),
    "of an issuer almost ours": lambda claims, key: signed(claims | {"iss": claims["iss"] + "/"}, key),
    "for another": saying(aud="another-site"),
    "for several, of whom another asked": saying(aud=["lahio", "another-site"], azp="another-site"),
    "that is over": lambda claims, key: signed(claims | {"exp": int(time.time()) - LONG_AGO}, key),
    "of tomorrow": lambda claims, key: signed(claims | {"nbf": int(time.time()) + LONG_AGO}, key),
    "of another sign-in": saying(nonce="x" * 43),
    **{f"that does not say its {name}": without(name) for name in ("iss", "aud", "exp", "iat", "nonce", "sub")},
    "by another key": by_another_key,
    "by our own secret": by_our_own_secret,
    "by nobody": by_nobody,
    "that is none": lambda *_: "x.y.z",
}


async def test_no_other_token_is_believed(provider: City, aino: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.provider.ASKED_AT_MOST_EVERY", 0.0)
    provider.has("sub-1", **LIVES_HERE)
    believed = []
    for token, made in WRONG.items():
        provider.token = made
        status, _, shown = await aino.signs_in("sub-1", lang="en")
        if status != 403 or "Signing in did not work." not in shown or await aino.is_signed_in():
            believed.append((token, status))
    assert believed == []
    provider.token = signed
    assert (await aino.signs_in("sub-1"))[0] == 303


async def test_what_is_told_of_somebody_else_is_not_taken(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    provider.user = lambda told: told | {"sub": "sub-2", "realm_access": {"roles": ["lahio:moderator:*"]}}
    assert (await aino.signs_in("sub-1"))[0] == 403
    assert not await aino.is_signed_in()
