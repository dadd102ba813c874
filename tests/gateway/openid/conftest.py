"""An instance whose residents sign in with the city's own sign-in, and a browser in front of it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest

from shared.settings import OpenId, Settings
from tests.gateway.conftest import free_port, opened
from tests.gateway.front_door import Site
from tests.gateway.openid.city import Browser, City


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
