"""The city's own sign-in: a real provider of OpenID Connect that notes what it is asked, can lie and be stopped."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import aiohttp
import flask
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.gateway.front_door import AREA, Site

with warnings.catch_warnings():
    from authlib.deprecate import AuthlibDeprecationWarning  # type: ignore[import-untyped]

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)  # behind its own filter, which always shows them
    import oidc_provider_mock as mock  # type: ignore[import-untyped]
    from oidc_provider_mock._server import _threaded_server  # type: ignore[import-untyped]

LIVES_HERE = {"name": "Aino Testi", "birthdate": "2001-02-03", "lahio_home": AREA, "email": "aino@people.example"}
TOKEN, USER_INFO = "/oauth2/token", "/userinfo"

Claims = dict[str, Any]


@dataclass
class City:
    """`sent`: the form and the headers of each request for tokens. `token` makes an ID token of claims and of the key
    the provider has; `user` says what it tells besides."""

    port: int
    sent: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)
    token: Callable[[Claims, RSAKey], str] | None = None
    user: Callable[[Claims], Claims] | None = None
    storages: list[Any] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def storage(self) -> Any:
        return self.storages[-1]

    @contextmanager
    def running(self) -> Iterator[None]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            app = mock.app()
            app.before_request(self._note)
            app.after_request(self._told)
            with _threaded_server(app, port=self.port, poll_interval=0.01):
                yield

    def has(self, sub: str, **claims: object) -> None:
        self.storage.store_user(mock.User(sub=sub, claims=claims))

    def _note(self) -> None:
        self.storages.append(flask.g.oidc_provider_mock_storage)
        if flask.request.path == TOKEN:
            self.sent.append((flask.request.form.to_dict(), dict(flask.request.headers)))

    def _told(self, answer: flask.Response) -> flask.Response:
        told: Claims | None = answer.get_json(silent=True)
        if told and flask.request.path == TOKEN and self.token and "id_token" in told:
            key = RSAKey.import_key(self.storage.jwk.as_dict(is_private=True))
            claims = jwt.decode(told["id_token"], key, algorithms=["RS256"]).claims
            answer.set_data(flask.json.dumps(told | {"id_token": self.token(claims, key)}))
        if told and flask.request.path == USER_INFO and self.user:
            answer.set_data(flask.json.dumps(self.user(told)))
        return answer


@dataclass
class Browser:
    http: aiohttp.ClientSession
    site: Site

    async def get(self, path: str) -> tuple[int, str, str]:
        """Status, where it leads, and what is shown."""
        async with self.http.get(path, allow_redirects=False) as response:
            return response.status, response.headers.get("Location", ""), await response.text()

    async def post(self, path: str, **form: str) -> tuple[int, str, str]:
        headers = {"Origin": self.site.settings.public_url}
        async with self.http.post(path, data=form, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers.get("Location", ""), await response.text()

    async def goes(self, next_: str = "/", **chosen: str) -> str:
        """To the provider: its address."""
        status, address, _ = await self.get(f"/sign-in/provider?{urlencode({'next': next_} | chosen)}")
        assert status == 303
        return address

    async def agrees(self, address: str, sub: str) -> str:
        """At the provider; the way back."""
        async with aiohttp.request("POST", address, data={"sub": sub}, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            back = urlsplit(response.headers["Location"])
        return urlunsplit(("", "", back.path, back.query, ""))

    async def signs_in(self, sub: str, next_: str = "/", **chosen: str) -> tuple[int, str, str]:
        return await self.get(await self.agrees(await self.goes(next_, **chosen), sub))

    async def is_signed_in(self) -> bool:
        return "Signed in: " in (await self.get("/?lang=en"))[2]


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def altered(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=urlencode({**asked(address), **changed})))
