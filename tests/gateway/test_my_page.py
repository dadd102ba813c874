"""My page, as a resident with a phone and no script meets it."""

from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession

from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact, Letters
from shared.contracts.rounds import Phase
from shared.messages import Refused, system
from shared.requests import ask
from shared.settings import Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_codes import letters
from tests.gateway.test_gatherings import BEGIN, workshop
from tests.gateway.test_pages import Browser

AINO = "Aino"


async def data(http: ClientSession) -> Any:
    async with http.get("/me/data") as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
        return await response.json()


async def contact(site: Site, person: str) -> Contact:
    answer = await ask(site.nc, GetContact(person=person, by=system("notifications")))
    return msgspec.json.decode(answer, type=Contact)


async def test_nobody_has_a_page_without_signing_in(site: Site) -> None:
    for method, path in (("GET", "/me"), ("GET", "/me/data"), ("POST", "/me/letters"), ("POST", "/me/forget")):
        async with site.http.request(method, path, headers={"Sec-Fetch-Site": "same-origin"}) as response:
            assert response.status == 401


async def test_my_page_tells_what_i_gave_where_i_go_and_whether_i_voted(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    programme = (await round_.coordinator.get(round_.path)).body["programme"]
    await round_.coordinator.did("PUT", f"{BEGIN}/gatherings/workshop", workshop(programme=programme))
    async with Browser(site) as browser:
        await browser.signs_in()
        empty = await browser.sees("/me")
        assert "Ei vielä mitään." in empty
        await browser.sends(f"{round_.path}/ideas", [("title", "Penkki"), ("text", "Rantaan"), ("form", "f1")])
        await browser.sends(f"{BEGIN}/gatherings/workshop/registration", [])
        neighbour = await site.sign_in("resident", "Veikko")
        (proposal,) = await round_.opened(neighbour, 100_00)
        before = await browser.sees("/me")
        await browser.sends(f"{round_.path}/ballot", [("choice", proposal), ("form", "f2")])
        after = await browser.sees("/me")
        taken = await data(browser.http)
    assert all(words in before for words in ("Penkki", "odottaa", "Aluetyöpaja", "Et ole vielä äänestänyt."))
    assert "Olet äänestänyt." in after
    assert proposal not in str(taken["areas"][0]["votes"])
    (area,) = taken["areas"]
    assert [(one["part"], one["title"], one["text"]) for one in area["parts"]] == [("idea", "Penkki", "Rantaan")]
    assert [(one["round"], one["voted"]) for one in area["votes"]] == [(round_.path.rpartition("/")[2], "yes")]
    assert [one["title"] for one in area["gatherings"]] == ["Aluetyöpaja"]
    assert taken["known"]["name"] == AINO


async def test_what_is_done_on_my_page_leads_back_to_it(settings: Settings) -> None:
    async with opened(settings) as site:
        round_ = await Round.planned(site, Phase.IDEAS)
        idea = await round_.published_idea(await site.sign_in("resident", "Veikko"), "Keinu")
        async with Browser(site) as browser:
            await browser.signs_in()
            await browser.sends(f"{BEGIN}/follows/idea/{idea}", [])
            ended = f"{BEGIN}/follows/idea/{idea}/end"
            assert f'action="{ended}"><input type="hidden" name="back" value="me">' in await browser.sees("/me")
            async with browser.http.post(ended, data={"back": "me"}) as response:
                assert (response.url.path, 'class="notice thanks"' in await response.text()) == ("/me", True)
            async with browser.http.post(ended, data={"back": "//elsewhere"}) as response:
                assert response.url.path == f"{BEGIN}/ideas/{idea}"


async def test_i_choose_in_which_language_and_about_what_i_am_written_to(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        await browser.signs_in()
        person = (await data(browser.http))["id"]
        _, kept = await browser.sends("/me/letters", [("language", "sv"), ("wanted", "own")])
        assert 'class="notice thanks"' in kept
        assert 'lang="sv"' in kept
        status, _ = await browser.sends("/me/letters", [("language", "xx")])
        assert status == 422
        told = await contact(site, person)
        await browser.signs_in()
        assert await contact(site, person) == told
    assert (told.language, told.unwanted) == ("sv", frozenset({Letters.FOLLOWED, Letters.REMINDERS}))


async def test_a_code_tells_and_changes_nothing_of_the_person_it_was_sent_to(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100_00)
    aino = await site.sign_in("resident", AINO)
    _, _, (code,) = await letters(round_, people=[aino.id])
    async with Browser(site) as finder:
        _, ballot = await finder.sends(f"{round_.path}/code", [("code", code)])
        assert 'action="/sign-out"' in ballot
        assert 'href="/me"' not in ballot
        for path in ("/me", "/me/data"):
            async with finder.http.get(path) as response:
                assert (response.status, AINO in await response.text()) == (403, False)
        for path in ("/me/letters", "/me/forget", "/sign-out/everywhere"):
            assert (await finder.sends(path, [("sure", "yes"), ("language", "sv")]))[0] == 403
    assert (await contact(site, aino.id)).language == "fi"


async def test_who_is_forgotten_follows_nothing_and_is_known_by_nobody_but_their_vote_counts(
    settings: Settings,
) -> None:
    async with opened(settings) as site:
        round_ = await Round.planned(site, Phase.IDEAS)
        programme = (await round_.coordinator.get(round_.path)).body["programme"]
        await round_.coordinator.did("PUT", f"{BEGIN}/gatherings/workshop", workshop(programme=programme, places=1))
        idea = await round_.published_idea(await site.sign_in("resident", "Veikko"), "Keinu")
        resident = await site.sign_in("resident", AINO)
        await resident.did("PUT", f"{round_.path}/ideas/draft", {"title": "Salaisuus"})
        async with Browser(site) as browser:
            await browser.sends("/demo/sign-in", [("name", f"{AINO} resident"), ("role", "resident"), ("area", AREA)])
            person = (await data(browser.http))["id"]
            await browser.sends(f"{BEGIN}/follows/idea/{idea}", [])
            await browser.sends(f"{BEGIN}/gatherings/workshop/registration", [])
            assert "Salaisuus" in await browser.sees("/me")
            status, unsure = await browser.sends("/me/forget", [])
            assert status == 422
            assert 'role="alert"' in unsure
            assert 'id="sure-error"' in unsure
            _, done = await browser.sends("/me/forget", [("sure", "yes")])
            assert "Tietosi on poistettu" in done
            async with browser.http.get("/me") as response:
                assert response.status == 401
        parts = await until(resident, f"{BEGIN}/parts/mine", "items", [])
        assert parts["items"] == []
        draft = await resident.get(f"{round_.path}/ideas/draft")
        assert draft.outcome == (404, "no_draft")
        with pytest.raises(Refused, match=UNKNOWN_PERSON.code):
            await contact(site, person)
        shown = (await resident.get(f"{BEGIN}/gatherings/workshop")).body
        assert shown["registered"] == 0
