"""Who one is: tokens, cookies, and what a page of another site cannot do with them."""

import time
from datetime import date

import msgspec
import pytest

from services.gateway.reasons import SIGN_IN_EXPIRED, SIGN_IN_INVALID
from services.gateway.tokens import LIFETIME, Tokens
from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact
from shared.contracts.rounds import Phase
from shared.messages import NOT_YOUR_ROLE, Actor, Refused, Role, system
from shared.requests import ask
from tests.gateway.front_door import AREA, Person, Round, Site

SECRET = b"a secret of thirty-two bytes, 32"
AINO = Actor("p1", {Role.RESIDENT: (AREA,)}, date(2012, 2, 29), AREA, "pyoro")


def test_a_token_tells_who_signed_in_to_every_gateway_with_the_secret() -> None:
    token = Tokens(SECRET).sign(AINO)
    assert Tokens(SECRET).actor(token) == AINO


@pytest.mark.parametrize("token", ["", "x", "a.b.c", Tokens(b"another secret of some length").sign(AINO)])
def test_a_token_nobody_here_signed_is_refused(token: str) -> None:
    with pytest.raises(Refused, match=SIGN_IN_INVALID.code):
        Tokens(SECRET).actor(token)


def test_an_old_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens(SECRET)
    token, later = tokens.sign(AINO), time.time() + LIFETIME + 1
    monkeypatch.setattr("services.gateway.tokens.time", lambda: later)
    with pytest.raises(Refused, match=SIGN_IN_EXPIRED.code):
        tokens.actor(token)


async def test_the_same_name_in_the_same_area_is_the_same_person(site: Site) -> None:
    first, again = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Aino")
    elsewhere = await site.sign_in("resident", "Aino", "jynkka")
    assert first.id == again.id != elsewhere.id


async def test_what_a_roll_asks_is_known_from_sign_in_and_the_person_stays_the_same(site: Site) -> None:
    tokens = Tokens(site.settings.secret)
    grown = await site.sign_in("resident", "Aino")
    child = await site.sign_in("resident", "Aino", born="2015-03-01", home="jynkka", school="pyoro")
    assert tokens.actor(grown.token) == Actor(grown.id, AINO.roles, date(2000, 1, 1), AREA)
    assert tokens.actor(child.token) == Actor(grown.id, AINO.roles, date(2015, 3, 1), "jynkka", "pyoro")


async def test_rooms_find_a_person_in_the_directory_and_nobody_else_does(site: Site) -> None:
    aino = await site.sign_in("resident", "Aino")
    answer = await ask(site.nc, GetContact(person=aino.id, by=system("notifications")))
    contact = msgspec.json.decode(answer, type=Contact)
    assert (contact.name, contact.language) == ("Aino resident", "fi")
    with pytest.raises(Refused, match=UNKNOWN_PERSON.code):
        await ask(site.nc, GetContact(person="nobody", by=system("notifications")))
    with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
        await ask(site.nc, GetContact(person=aino.id, by=AINO))


async def test_without_the_demo_there_is_no_demo_sign_in(site_without_demo: Site) -> None:
    answer = await Person(site_without_demo.http).post("/demo/sign-in", {"name": "Aino", "area": AREA})
    assert answer.outcome == (404, "not_found")
    async with site_without_demo.http.post("/demo/sign-in", data={"name": "Aino", "area": AREA}) as response:
        assert response.status == 404


async def test_one_who_is_not_signed_in_is_told_so(site: Site) -> None:
    nobody, stranger = Person(site.http), Person(site.http, "not.a.token")
    assert (await nobody.put(f"/areas/{AREA}/rounds/r/ballot", {})).outcome == (401, "sign_in_needed")
    assert (await nobody.get(f"/areas/{AREA}/rounds/r/ballot")).outcome == (401, "sign_in_needed")
    assert (await stranger.get("/areas")).outcome == (401, "sign_in_invalid")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "own"}, 201),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({}, 403),
    ],
)
async def test_a_cookie_acts_from_our_own_pages_only(site: Site, headers: dict[str, str], status: int) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    sent = {name: site.settings.public_url if value == "own" else value for name, value in headers.items()}
    sent["Cookie"] = (await site.browsing(resident))["Cookie"]
    idea = {"title": "Penkki", "text": ""}
    async with site.http.post(f"/api/v1{round_.path}/ideas", json=idea, headers=sent) as response:
        assert response.status == status
