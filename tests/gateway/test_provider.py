"""Signing in with the city's own sign-in: a real provider of OpenID Connect, and what goes wrong with one."""

import secrets
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import aiohttp
import flask
import msgspec
import pytest
from joserfc.jwk import RSAKey

from services.gateway.claims import person_id, roles_of
from services.gateway.pages.me.sign_in import own_path
from services.gateway.tokens import Tokens
from shared.contracts.gateway import Contact, GetContact
from shared.messages import Actor, Role, system
from shared.requests import ask
from shared.settings import OpenId, Settings
from tests.gateway.conftest import free_port, opened
from tests.gateway.front_door import AREA, Person, Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock as mock  # type: ignore[import-untyped]
    from oidc_provider_mock._server import _threaded_server  # type: ignore[import-untyped]

LIVES_HERE = {"name": "Aino Testi", "birthdate": "2001-02-03", "lahio_home": AREA, "email": "aino@people.example"}


@dataclass
class City:
    """A provider that can be stopped, and whose insides can be reached."""

    port: int
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

            @app.before_request  # type: ignore[untyped-decorator]
            def reach() -> None:
                self.storages.append(flask.g.oidc_provider_mock_storage)

            with _threaded_server(app, port=self.port, poll_interval=0.01):
                yield

    def has(self, sub: str, **claims: object) -> None:
        self.storage.store_user(mock.User(sub=sub, claims=claims))


@pytest.fixture(autouse=True)
def _open_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def city() -> City:
    return City(free_port())


@pytest.fixture
async def site(settings: Settings, city: City) -> AsyncIterator[Site]:
    told = OpenId(city.issuer, "lahio", "a secret/of ours", roles_claim="realm_access.roles")
    async with opened(replace(settings, demo=False, open_id=told)) as site:
        yield site


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

    async def goes(self, next_: str = "/") -> str:
        """To the provider: its address."""
        status, address, _ = await self.get(f"/sign-in/provider?{urlencode({'next': next_, 'lang': 'en'})}")
        assert status == 303
        return address

    async def agrees(self, address: str, sub: str) -> str:
        """At the provider; the way back."""
        async with aiohttp.request("POST", address, data={"sub": sub}, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            back = urlsplit(response.headers["Location"])
        return urlunsplit(("", "", back.path, back.query, ""))

    async def signs_in(self, sub: str, next_: str = "/") -> tuple[int, str, str]:
        return await self.get(await self.agrees(await self.goes(next_), sub))

    async def is_signed_in(self) -> bool:
        return "Signed in: " in (await self.get("/?lang=en"))[2]


@pytest.fixture
async def aino(site: Site) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession(
        site.settings.public_url, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept": "text/html"}
    ) as http:
        yield Browser(http, site)


@pytest.fixture
async def provider(city: City) -> AsyncIterator[City]:
    with city.running():
        async with aiohttp.ClientSession() as http, http.get(f"{city.issuer}/jwks"):
            pass
        yield city


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def altered(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=urlencode({**asked(address), **changed})))


async def test_whom_the_provider_knows_is_in_and_in_the_directory(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    assert (await aino.signs_in("sub-1", "/areas/compare?by=need"))[:2] == (303, "/areas/compare?by=need")
    assert "Signed in: Aino Testi" in (await aino.get("/?lang=en"))[2]
    id_ = person_id(aino.site.settings.secret, provider.issuer, "sub-1")
    answer = await ask(aino.site.nc, GetContact(person=id_, by=system("notifications")))
    assert msgspec.json.decode(answer, type=Contact) == Contact("Aino Testi", "aino@people.example", "fi")
    assert "sub-1" not in id_


async def test_the_request_carries_state_nonce_and_a_challenge(provider: City, aino: Browser) -> None:
    first, second = asked(await aino.goes()), asked(await aino.goes())
    assert first["redirect_uri"] == f"{aino.site.settings.public_url}/sign-in/return"
    assert (first["response_type"], first["code_challenge_method"]) == ("code", "S256")
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43
        assert first[name] != second[name]


async def test_who_comes_the_first_time_says_once_where_they_live(provider: City, aino: Browser) -> None:
    provider.has("sub-2", name="Niko")
    coordinator = Actor("c1", {Role.COORDINATOR: (AREA,)})
    kaisa = Person(aino.site.http, Tokens(aino.site.settings.secret).sign(coordinator))
    position = await kaisa.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    await kaisa.get(f"/areas?wait_for={position}")
    assert (await aino.signs_in("sub-2", "/areas/x"))[1] == "/sign-in/about-me?next=%2Fareas%2Fx"
    assert "Date of birth" in (await aino.get("/sign-in/about-me?lang=en"))[2]
    for born, home in (("2027-01-01", AREA), ("1850-01-01", AREA), ("x", AREA), ("2001-01-01", "nowhere")):
        status, _, shown = await aino.post("/sign-in/about-me?lang=en", born=born, home=home)
        assert (status, 'role="alert"' in shown) == (422, True)
    status, path, _ = await aino.post("/sign-in/about-me", born="2001-01-01", home=AREA, next=f"/areas/{AREA}")
    assert (status, path) == (303, f"/areas/{AREA}")
    assert "(resident)" in (await aino.get("/?lang=en"))[2]
    assert (await aino.get("/sign-in/about-me?next=//evil.example"))[:2] == (303, "/")
    assert (await aino.signs_in("sub-2", "/areas/x"))[1] == "/areas/x"


async def test_staff_have_the_roles_that_the_provider_names(provider: City, aino: Browser) -> None:
    provider.has("sub-3", name="Maija", realm_access={"roles": [f"lahio:moderator:{AREA}", "offline_access"]})
    assert (await aino.signs_in("sub-3", f"/areas/{AREA}/waiting"))[:2] == (303, f"/areas/{AREA}/waiting")
    assert "(moderator)" in (await aino.get("/?lang=en"))[2]


async def test_another_state_is_refused(provider: City, aino: Browser) -> None:
    back = await aino.agrees(await aino.goes(), "sub-1")
    for wrong in (altered(back, state="x"), altered(back, state=""), "/sign-in/return", altered(back, iss="http://x")):
        status, _, shown = await aino.get(f"{wrong}{'&' if '?' in wrong else '?'}lang=en")
        assert (status, "Signing in did not work." in shown) == (403, True)
    assert not await aino.is_signed_in()


async def test_the_way_back_is_of_no_use_in_another_browser(provider: City, aino: Browser) -> None:
    back = await aino.agrees(await aino.goes(), "sub-1")
    async with aino.site.http.get(back, allow_redirects=False) as response:
        assert (response.status, response.cookies) == (403, {})


async def test_another_nonce_is_refused(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    back = await aino.agrees(altered(await aino.goes(), nonce="of-another-sign-in"), "sub-1")
    assert (await aino.get(back))[0] == 403
    assert not await aino.is_signed_in()


async def test_a_code_is_good_for_a_while_and_once(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    back = await aino.agrees(await aino.goes(), "sub-1")
    provider.storage.remove_authorization_code(asked(back)["code"])
    assert (await aino.get(back))[0] == 403
    kept = {one.key: one.value for one in aino.http.cookie_jar}
    back = await aino.agrees(await aino.goes(), "sub-1")
    kept |= {one.key: one.value for one in aino.http.cookie_jar}
    assert (await aino.get(back))[0] == 303
    assert (await aino.get(back))[0] == 403
    url = f"{aino.site.settings.public_url}{back}"
    async with aiohttp.request("GET", url, cookies=kept, allow_redirects=False) as response:
        assert response.status == 403


async def test_who_guesses_codes_of_the_provider_is_stopped_here(
    provider: City, aino: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.pages.me.sign_in.STARTS", 2)
    back = await aino.agrees(await aino.goes(), "sub-1")
    guesses = [(await aino.get(altered(back, code=str(guess))))[0] for guess in range(3)]
    assert guesses == [403, 403, 429]


async def test_a_provider_that_is_away_is_named_and_the_pages_stay(city: City, aino: Browser) -> None:
    status, _, shown = await aino.get("/sign-in/provider?lang=en")
    assert (status, "The city&#39;s sign-in does not answer just now." in shown) == (503, True)
    with city.running():
        back = await aino.agrees(await aino.goes(), "sub-1")
    status, _, shown = await aino.get(f"{back}&lang=en")
    assert (status, "does not answer just now" in shown) == (503, True)
    assert (await aino.get("/sign-in"))[0] == 200


async def test_new_keys_of_the_provider_are_learnt(
    provider: City, aino: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.provider.ASKED_AT_MOST_EVERY", 0.0)
    provider.has("sub-1", **LIVES_HERE)
    assert (await aino.signs_in("sub-1"))[0] == 303
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})
        provider.storage.jwk = type(provider.storage.jwk).import_key(key.as_dict(private=True))
    assert (await aino.signs_in("sub-1"))[0] == 303


async def test_signing_out_leads_to_the_providers_own(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    await aino.signs_in("sub-1")
    async with aino.http.post("/sign-out", headers={"Origin": aino.site.settings.public_url}) as response:
        farewell = response.headers["Refresh"].partition("url=")[2]
    assert asked(farewell)["post_logout_redirect_uri"] == aino.site.settings.public_url
    assert asked(farewell)["id_token_hint"].count(".") == 2
    assert not await aino.is_signed_in()


async def test_nobody_is_led_to_another_site(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    assert (await aino.signs_in("sub-1", "https://evil.example/"))[1] == "/"


@pytest.mark.parametrize(
    "asked_for",
    [
        "",
        "x",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:1",
        "/\n/evil",
        "/a\r\nb",
        "/\t/e",
    ],
)
def test_only_paths_of_our_own_come_next(asked_for: str) -> None:
    assert own_path(asked_for) == "/"


def test_roles_are_read_and_what_is_not_ours_is_left() -> None:
    assert roles_of([f"lahio:moderator:{AREA}", "lahio:moderator:jynkka", "lahio:expert:*"]) == {
        Role.MODERATOR: (AREA, "jynkka"),
        Role.EXPERT: ("*",),
    }
    for wrong in ("lahio:system:*", "lahio:resident:a", "lahio:code_holder:a", "lahio:moderator:", "moderator:a"):
        assert roles_of([wrong]) == {}
    assert roles_of("lahio:clerk:a other") == {Role.CLERK: ("a",)}
    assert roles_of({"roles": 1}) == roles_of(None) == roles_of([1, None]) == {}


async def test_without_a_provider_the_way_is_closed(site_without_demo: Site) -> None:
    async with site_without_demo.http.get("/sign-in/provider", allow_redirects=False) as response:
        assert response.status == 404
