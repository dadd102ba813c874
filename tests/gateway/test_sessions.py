"""Signed in in a browser: in a session that only its browser knows, and that ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from nats.aio.client import Client

from services.gateway.sessions import LIFETIME, Sessions
from shared.log import SESSION_IDLE, SESSIONS
from shared.messages import Actor, Role
from shared.settings import Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA, Site
from tests.gateway.test_pages import FROM_OUR_PAGE, Browser

SECRET = b"a secret of thirty-two bytes, 32"
AINO = Actor("p1", {Role.RESIDENT: (AREA,)}, datetime(2012, 2, 29, tzinfo=UTC).date(), AREA, "pyoro")
DEMO = {"name": "Aino", "area": AREA}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2027, 5, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(nc: Client, clock: Clock) -> Sessions:
    return Sessions(nc, SECRET, clock)


async def actor_of(sessions: Sessions, id: str) -> Actor | None:
    found = await sessions.find(id)
    return found.actor if found else None


async def test_a_session_is_known_to_every_gateway_until_it_is_ended(sessions: Sessions, nc: Client) -> None:
    id_ = await sessions.begin(AINO)
    other = Sessions(nc, SECRET, Clock())
    assert await actor_of(other, id_) == AINO
    for _ in range(2):
        await other.end(id_)
    assert await actor_of(sessions, id_) is None


@pytest.mark.parametrize("id_", ["", "x", "*", ">", "id.*", "ä \n"])
async def test_an_id_nobody_here_gave_is_no_session(sessions: Sessions, id_: str) -> None:
    await sessions.begin(AINO)
    assert await actor_of(sessions, id_) is None


async def test_it_ends_when_nobody_uses_it_and_at_last_in_any_case(sessions: Sessions, clock: Clock) -> None:
    unused, used = await sessions.begin(AINO), await sessions.begin(AINO)
    for _ in range(LIFETIME // SESSION_IDLE * 2 - 1):
        clock.goes_on(SESSION_IDLE / 2)
        assert await actor_of(sessions, used) == AINO
    assert await actor_of(sessions, unused) is None
    clock.goes_on(SESSION_IDLE / 2)
    assert await actor_of(sessions, used) is None


async def test_one_person_is_signed_out_everywhere_and_nobody_else(sessions: Sessions, clock: Clock) -> None:
    phone, tablet, niko = await sessions.begin(AINO), await sessions.begin(AINO), await sessions.begin(Actor("p2"))
    clock.goes_on(SESSION_IDLE / 2)
    await sessions.find(phone)
    await sessions.end_all(AINO.id)
    assert [await actor_of(sessions, id_) for id_ in (phone, tablet)] == [None, None]
    assert await actor_of(sessions, niko) == Actor("p2")


async def test_what_is_stored_tells_neither_the_id_nor_the_person(sessions: Sessions, nc: Client) -> None:
    id_ = await sessions.begin(AINO)
    info = await nc.jetstream().stream_info(SESSIONS, subjects_filter=">")
    assert info.config.max_age == SESSION_IDLE
    for subject in info.state.subjects or ():
        stored = await nc.jetstream().get_last_msg(SESSIONS, subject)
        for secret in (id_, AINO.id, AREA, "2012"):
            assert secret not in subject
            assert secret.encode() not in (stored.data or b"")


def session_in(header: str) -> str:
    return header.partition("lahio=")[2].partition(";")[0]


async def test_each_sign_in_has_a_new_id_and_the_old_one_is_no_good(site: Site) -> None:
    ids = []
    async with Browser(site) as browser:
        for _ in range(2):
            async with browser.http.post("/demo/sign-in", data=DEMO, allow_redirects=False) as response:
                ids.append(session_in(response.headers["Set-Cookie"]))
    assert ids[0] != ids[1]
    assert [await is_signed_in(site, id_) for id_ in ids] == [False, True]


async def test_over_https_no_other_host_can_set_or_read_it(settings: Settings) -> None:
    secure = replace(settings, public_url="https://lahio.example")
    own = {"Origin": secure.public_url}
    async with opened(secure), ClientSession(settings.public_url) as http:  # as the proxy that speaks TLS
        async with http.post("/demo/sign-in", data=DEMO, headers=own, allow_redirects=False) as response:
            kept, *marks = response.headers["Set-Cookie"].split("; ")
            assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert kept.startswith("__Host-lahio=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(marks)
        assert "domain" not in str(marks).lower()
        for sent, shown in ((kept, True), (kept.removeprefix("__Host-"), False)):
            async with http.get("/?lang=en", headers={"Cookie": sent}) as response:
                assert ("Signed in: Aino" in await response.text()) is shown


async def test_an_id_that_the_browser_brings_is_never_adopted(site: Site) -> None:
    headers = {**FROM_OUR_PAGE, "Cookie": "lahio=of-a-stranger"}
    async with site.http.post("/demo/sign-in", data=DEMO, headers=headers, allow_redirects=False) as response:
        assert session_in(response.headers["Set-Cookie"]) != "of-a-stranger"
    assert not await is_signed_in(site, "of-a-stranger")


async def test_a_cookie_of_the_citys_other_pages_signs_nobody_out(site: Site) -> None:
    ours = (await site.browsing(await site.sign_in("resident", "Aino")))["Cookie"]
    for other in ('chosen={"a":true}', "name=\xe4iti", "a@b=1", "flag", 'cut="', "one two=3", "=x", ""):
        for sent in (f"{other}; {ours}", f"{ours}; {other}"):
            async with site.http.get("/?lang=en", headers={"Cookie": sent}) as response:
                assert "Signed in: Aino" in await response.text(), sent


async def test_signing_out_ends_the_session_itself(site: Site) -> None:
    aino = await site.sign_in("resident", "Aino")
    phone, tablet = await site.browsing(aino), await site.browsing(aino)
    async with site.http.post("/sign-out", headers=phone, allow_redirects=False) as response:
        assert 'lahio="";' in response.headers["Set-Cookie"] or "lahio=;" in response.headers["Set-Cookie"]
    ids = [session_in(one["Cookie"]) for one in (phone, tablet)]
    assert [await is_signed_in(site, id_) for id_ in ids] == [False, True]
    await site.http.post("/sign-out/everywhere", headers=tablet)
    assert not await is_signed_in(site, ids[1])


async def test_who_only_looks_around_gets_no_cookie(site: Site) -> None:
    for path in ("/", "/areas/compare", "/api/docs", "/nowhere"):
        async with site.http.get(path, headers={"Accept": "text/html"}) as response:
            assert "Set-Cookie" not in response.headers


async def is_signed_in(site: Site, id_: str) -> bool:
    async with site.http.get("/?lang=en", headers={"Cookie": f"lahio={id_}"}) as response:
        return "Signed in: Aino" in await response.text()
