"""Behind a proxy that speaks https: cookies that no other host and nothing on the way can set or read."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from yarl import URL

from shared.settings import OpenId, Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA
from tests.gateway.openid.city import LIVES_HERE, Browser, City, asked

PUBLIC = "https://lahio.example"


@pytest.fixture
async def behind_proxy(settings: Settings, provider: City) -> AsyncIterator[Browser]:
    """A browser that takes the way to the gateway for secure, as the one to the proxy is."""
    provider.has("sub-1", **LIVES_HERE)
    inside, told = URL(settings.public_url), OpenId(provider.issuer, "lahio", "a secret")
    jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=inside)
    async with (
        opened(replace(settings, demo=False, open_id=told, public_url=PUBLIC)) as site,
        aiohttp.ClientSession(inside, cookie_jar=jar, headers={"Accept": "text/html"}) as http,
    ):
        yield Browser(http, site)


def attributes(cookie: str) -> tuple[str, set[str]]:
    """Its name, and all but its life."""
    first, *others = (part.strip() for part in cookie.split(";"))
    return first.partition("=")[0], {one.lower() for one in others if not one.lower().startswith("max-age")}


async def test_cookies_are_for_https_and_for_this_host_alone(behind_proxy: Browser) -> None:
    address = await behind_proxy.goes(f"/areas/{AREA}")
    assert asked(address)["redirect_uri"] == f"{PUBLIC}/sign-in/return"
    back = await behind_proxy.agrees(address, "sub-1")
    async with behind_proxy.http.get(back, allow_redirects=False) as response:
        given = [attributes(one) for one in response.headers.getall("Set-Cookie")]
        assert (response.status, response.headers["Strict-Transport-Security"]) == (303, "max-age=31536000")
    assert {name for name, _ in given} == {"__Host-lahio", "__Host-lahio-signing-in"}
    assert [about for _, about in given] == [{"httponly", "secure", "path=/", "samesite=lax"}] * 2
    assert await behind_proxy.is_signed_in()


async def test_a_cookie_without_the_prefix_is_none(behind_proxy: Browser) -> None:
    await behind_proxy.signs_in("sub-1")
    (session,) = (one.value for one in behind_proxy.http.cookie_jar if one.key == "__Host-lahio")
    inside = f"http://127.0.0.1:{behind_proxy.site.settings.port}"
    for name, status in (("lahio", 401), ("__Host-lahio", 200)):
        async with aiohttp.request("GET", f"{inside}/me", headers={"Cookie": f"{name}={session}"}) as response:
            assert response.status == status


async def test_forms_come_from_the_address_that_people_see(behind_proxy: Browser) -> None:
    await behind_proxy.signs_in("sub-1")
    inside = f"http://127.0.0.1:{behind_proxy.site.settings.port}"
    for origin, status in ((inside, 403), (PUBLIC.replace("https", "http"), 403), (PUBLIC, 303)):
        headers = {"Origin": origin}
        async with behind_proxy.http.post("/sign-out/everywhere", headers=headers, allow_redirects=False) as response:
            assert response.status == status
    assert not await behind_proxy.is_signed_in()
