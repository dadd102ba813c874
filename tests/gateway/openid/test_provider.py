"""Signing in with the city's own sign-in: a real provider of OpenID Connect, and what goes wrong with one."""

import secrets
import warnings

import aiohttp
import msgspec
import pytest
from joserfc.jwk import RSAKey

from services.gateway.claims import person_id, roles_of
from services.gateway.pages.me.start import own_path
from services.gateway.tokens import Tokens
from shared.contracts.gateway import Contact, Expert, Experts, GetContact, ListExperts
from shared.messages import Actor, Role, system
from shared.requests import ask
from tests.gateway.front_door import AREA, Person, Site
from tests.gateway.openid.city import LIVES_HERE, Browser, City, altered, asked


async def test_an_expert_who_signed_in_there_can_be_chosen_by_name(provider: City, aino: Browser) -> None:
    provider.has("sub-e", name="Eero Testi", realm_access={"roles": [f"lahio:expert:{AREA}"]})
    await aino.signs_in("sub-e")
    by = Actor("c", {Role.COORDINATOR: (AREA,)})
    answer = msgspec.json.decode(await ask(aino.site.nc, ListExperts(area=AREA, by=by)), type=Experts)
    assert answer.items == (Expert(person_id(aino.site.settings.secret, provider.issuer, "sub-e"), "Eero Testi"),)


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


async def test_the_chosen_language_survives_the_way_over_the_provider(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    offered = (await aino.get("/sign-in?next=/areas/x&lang=sv"))[2]
    assert 'href="/sign-in/provider?next=%2Fareas%2Fx&amp;lang=sv"' in offered
    assert asked(await aino.goes(lang="fi-simple"))["ui_locales"] == "fi"
    assert (await aino.signs_in("sub-1", "/areas/x", lang="sv"))[1] == "/areas/x?lang=sv"
    assert (await aino.signs_in("sub-1", "/areas/x?a=b"))[1] == "/areas/x?a=b"
    provider.has("sub-4", name="Niko")
    _, path, _ = await aino.signs_in("sub-4", "/areas/x", lang="sv")
    assert path == "/sign-in/about-me?next=%2Fareas%2Fx&lang=sv"
    assert 'action="/sign-in/about-me?lang=sv"' in (await aino.get(path))[2]
    back = await aino.agrees(await aino.goes(lang="sv"), "sub-1")
    assert 'lang="sv"' in (await aino.get(altered(back, code="x")))[2]


async def test_who_has_to_sign_in_comes_back_to_where_that_was_asked(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    status, _, refused = await aino.get("/me?lang=en")
    assert (status, 'href="/sign-in?lang=en&amp;next=%2Fme"' in refused) == (401, True)
    assert 'href="/sign-in/provider?next=%2Fme&amp;lang=en"' in (await aino.get("/sign-in?lang=en&next=%2Fme"))[2]
    assert (await aino.signs_in("sub-1", "/me", lang="en"))[1] == "/me?lang=en"


async def test_staff_have_the_roles_that_the_provider_names(provider: City, aino: Browser) -> None:
    provider.has("sub-3", name="Maija", realm_access={"roles": [f"lahio:moderator:{AREA}", "offline_access"]})
    assert (await aino.signs_in("sub-3", f"/areas/{AREA}/waiting"))[:2] == (303, f"/areas/{AREA}/waiting")
    assert "(moderator)" in (await aino.get("/?lang=en"))[2]


async def test_outside_a_demo_people_act_in_the_roles_that_the_provider_names(provider: City, aino: Browser) -> None:
    provider.has("sub-1", **LIVES_HERE)
    provider.has("sub-3", name="Kaisa", realm_access={"roles": [f"lahio:coordinator:{AREA}"]})
    path, area = f"/api/v1/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100}
    for sub, status in (("sub-1", 403), ("sub-3", 200)):
        await aino.signs_in(sub)
        async with aino.http.put(path, json=area, headers={"Origin": aino.site.settings.public_url}) as response:
            assert response.status == status


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
