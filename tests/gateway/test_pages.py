"""The pages, as a resident with a phone and no script meets them."""

import asyncio
import mailbox
import re
from email.message import EmailMessage

import aiohttp
import pytest

from shared.contracts.rounds import Phase
from shared.ids import derived_id
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_codes import let_in, letters

LAST = {"result", "implementation"}
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "fi", "Accept": "text/html"}


async def page(site: Site, path: str, **query: str) -> str:
    async with site.http.get(path, params=query, headers={"Accept": "text/html"}) as response:
        assert response.status == 200, await response.text()
        return await response.text()


class Browser:
    """Keeps the cookie that signing in gave it."""

    def __init__(self, site: Site) -> None:
        self.http = aiohttp.ClientSession(
            site.settings.public_url, headers=FROM_OUR_PAGE, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()

    async def sends(self, path: str, form: list[tuple[str, str]] | aiohttp.FormData) -> tuple[int, str]:
        async with self.http.post(path, data=form) as response:
            return response.status, await response.text()

    async def sees(self, path: str) -> str:
        async with self.http.get(path) as response:
            assert response.status == 200, await response.text()
            return await response.text()

    async def signs_in(self, role: str = "resident", area: str = AREA, **known: str) -> str:
        """`known`: when they were born, where they live and go to school."""
        form = {"name": "Aino", "role": role, "area": area, **known}
        return (await self.sends("/demo/sign-in", list(form.items())))[1]


async def test_the_front_page_tells_what_goes_on_in_three_languages(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    finnish = await page(site, "/", lang="fi")
    assert "50\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€" in finnish
    assert "Nyt: äänestä." in finnish
    assert 'href="/areas/petonen?lang=fi"' in finnish
    assert "Nu: rösta." in await page(site, "/", lang="sv")
    assert "Now: vote." in await page(site, "/", lang="en")


async def test_a_page_before_anything_is_there_says_so(site: Site) -> None:
    assert "Yhtään aluetta ei ole vielä lisätty." in await page(site, "/")


async def test_every_page_is_free_of_scripts_within_and_of_other_sites(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    for path in ("/", f"/areas/{AREA}", "/api/docs", "/demo/mail"):
        async with site.http.get(path) as response:
            policy, body = response.headers["Content-Security-Policy"], await response.text()
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|\sstyle=", body)
        assert re.findall(r'(?:src|href|action)="(?!/|\?|#)[^"]*"', body) == []


async def test_a_resident_gives_an_idea_with_a_plain_form_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    form = [("form", "f1"), ("title", "Penkki <b>"), ("text", "Puistoon")]
    async with Browser(site) as browser:
        assert "Aino" in await browser.signs_in()
        for _ in range(2):
            status, thanks = await browser.sends(f"{round_.path}/ideas", form)
            assert (status, "Kiitos ideastasi!" in thanks) == (200, True)
        await browser.sends(f"{round_.path}/ideas", [*form[:2], ("text", "Torille")])
        status, again = await browser.sends(f"{round_.path}/ideas", [("title", ""), ("text", "Puistoon")])
    assert status == 422
    assert "Tarkista tämä kohta: otsikko." in again
    assert "Puistoon" in again
    waiting = await round_.moderator.get(f"{round_.path}/ideas?status=submitted")
    assert [idea["text"] for idea in waiting.body["items"]] == ["Torille", "Puistoon"]
    await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{waiting.body['items'][0]['id']}/publish")
    assert "<b>" not in await page(site, f"/areas/{AREA}")


async def test_a_resident_votes_with_a_plain_form_and_sees_the_ballot(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    proposals = await round_.opened(await site.sign_in("resident"), 100, 200, 300)
    ballot = f"{round_.path}/ballot"
    async with Browser(site) as browser:
        await browser.signs_in()
        status, refused = await browser.sends(ballot, [("choice", proposal) for proposal in proposals])
        assert (status, "Valitse enintään 2." in refused) == (422, True)
        assert refused.count(" checked") == 3
        status, thanks = await browser.sends(ballot, [("choice", proposals[1])])
        assert (status, "äänesi on tallennettu" in thanks) == (200, True)
        assert "Muuta ääntäni" in thanks
        changing = await browser.sees(f"{ballot}?change=yes")
        assert re.findall(r'value="(\w+)" checked', changing) == [proposals[1]]
        nothing = (await browser.sends(ballot, []))[1]
    assert ("Valitse vähintään 1." in nothing, " checked" in nothing) == (True, False)


async def test_one_who_is_too_young_is_told_so_on_the_page(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, roll={"min_age": 60})
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    async with Browser(site) as browser:
        await browser.signs_in()
        status, refused = await browser.sends(f"{round_.path}/ballot", [("choice", proposal)])
    assert (status, "Voit äänestää 60 vuoden iästä alkaen." in refused) == (403, True)


async def test_a_refused_ballot_names_the_proposal_by_its_title(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    title = (await round_.expert.get(f"/areas/{AREA}/proposals/{proposal}")).body["title"]
    async with Browser(site) as browser:
        await browser.signs_in()
        _, refused = await browser.sends(f"{round_.path}/ballot", [("choice", proposal)] * 2)
    assert f"Ehdotus {title} on valittu kahdesti." in refused


async def test_points_are_given_in_a_few_digits(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, style="cumulative", max_points=10)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    async with Browser(site) as browser:
        await browser.signs_in()
        for wrong in ("9" * 5_000, "12345678", "2000000", "-1", "1.5", "٣", "x"):
            form = [(f"points.{one}", wrong), (f"points.{two}", "")]
            status, refused = await browser.sends(f"{round_.path}/ballot", form)
            assert (status, "Tarkista tämä kohta: pisteet." in refused) == (422, True), wrong
            assert f'value="{wrong}"' in refused
        form = [(f"points.{one}", "7"), (f"points.{two}", ""), ("other", "9" * 5_000), (f"other.{one}", "8")]
        status, thanks = await browser.sends(f"{round_.path}/ballot", form)
    assert (status, "pisteet: 7" in thanks, "pisteet: 8" in thanks) == (200, True, False)


async def test_places_are_numbered_from_the_best(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, style="ordinal", max_choices=2)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    async with Browser(site) as browser:
        await browser.signs_in()
        status, refused = await browser.sends(f"{round_.path}/ballot", [(f"place.{one}", "eka")])
        assert (status, "Tarkista tämä kohta: sija." in refused) == (422, True)
        await browser.sends(f"{round_.path}/ballot", [(f"place.{one}", "2"), (f"place.{two}", "1")])
        async with browser.http.get(f"/api/v1{round_.path}/ballot") as response:
            mine = await response.json()
    assert [choice["proposal"] for choice in mine["choices"]] == [two, one]


async def test_after_a_refused_form_the_page_is_there_in_other_languages(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    form = [("title", ""), ("text", "Puistoon")]
    async with Browser(site) as browser:
        _, away = await browser.sends("/areas/none/rounds/r/ideas", form)
        await browser.signs_in()
        _, refused = await browser.sends(f"{round_.path}/ideas", form)
    assert f'href="{round_.path}/ideas/new?lang=sv"' in refused
    assert "<title>Virhe: Anna idea – Petonen – Lähiö</title>" in refused
    assert 'href="/?lang=sv"' in away


async def test_only_residents_of_the_area_are_offered_the_forms(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    assert "Kirjaudu alueen asukkaana" in await page(site, f"/areas/{AREA}")
    async with Browser(site) as browser:
        await browser.signs_in("moderator")
        assert "vain alueen asukkaat" in await browser.sees(f"/areas/{AREA}")


async def test_signing_out_forgets_the_browser(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        assert "Kirjautunut: Aino" in await browser.signs_in()
        assert "Kirjautunut" not in (await browser.sends("/sign-out", []))[1]
        cookie = await browser.http.post("/demo/sign-in", data={"name": "A", "area": AREA}, allow_redirects=False)
        assert all(word in cookie.headers["Set-Cookie"] for word in ("HttpOnly", "SameSite=lax", "Path=/"))


async def test_a_form_of_another_site_is_refused(site: Site) -> None:
    sent = {**FROM_OUR_PAGE, "Sec-Fetch-Site": "cross-site"}
    form = {"name": "Aino", "area": AREA}
    async with site.http.post("/demo/sign-in", data=form, headers=sent) as response:
        assert response.status == 403
        assert "toiselta sivustolta" in await response.text()


@pytest.mark.parametrize("bad", ["", "x", "lahio=", "lahio=a.b.c", 'a="', "\x01=;;="])
async def test_a_cookie_that_is_no_good_is_none(site: Site, bad: str) -> None:
    async with site.http.get("/", headers={"Cookie": bad.replace("\x01", "~")}) as response:
        assert response.status == 200


async def test_the_demos_mail_is_shown_newest_first(site: Site) -> None:
    assert "Viestejä ei ole vielä lähetetty." in await page(site, "/demo/mail")
    assert site.settings.mail_folder
    folder = mailbox.Maildir(site.settings.mail_folder)
    for subject in ("Ideasi on julkaistu: pyörätelineitä", "Ideasi on mukana"):
        letter = EmailMessage()
        letter["To"], letter["Subject"] = "aino@people.example", subject
        letter.set_content("Hyvä Aino,\n\nkiitos!")
        folder.add(letter)
    shown = await page(site, "/demo/mail")
    assert "<title>Lähetetyt viestit – Lähiö</title>" in shown
    assert shown.index("Ideasi on mukana") < shown.index("pyörätelineitä")
    assert "Hyvä Aino," in shown


async def test_without_the_demo_nothing_speaks_of_it(site_without_demo: Site) -> None:
    assert "Demo" not in await page(site_without_demo, "/")


async def test_the_pages_of_a_voter_are_there_when_the_keys_of_the_vote_are_gone(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    await round_.coordinator.did("POST", f"{round_.path}/vote/review")
    await (await site.sign_in("coordinator", "Toinen")).did("POST", f"{round_.path}/vote/certify")
    voter = await site.sign_in("resident")
    async with asyncio.timeout(5):
        while (await voter.get(f"{round_.path}/ballot")).body.get("code") != "ballot_secret":
            await asyncio.sleep(0.02)
    async with Browser(site) as browser:
        await browser.signs_in()
        for path in ("/", f"/areas/{AREA}"):
            async with browser.http.get(path) as response:
                assert (path, response.status) == (path, 200)


async def test_a_rehearsal_is_shown_as_one_and_an_extension_is_told(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    assert "Harjoitus:" in await page(site, f"/areas/{AREA}")
    assert "Äänestystä jatkettiin" not in await page(site, f"/areas/{AREA}")
    phases = (await round_.coordinator.get(round_.path)).body["timetable"]["phases"]
    later = [item | {"starts_at": "2099-01-01T00:00:00Z"} if item["phase"] in LAST else item for item in phases]
    await round_.coordinator.did("PUT", f"{round_.path}/timetable", {"timetable": {"phases": later}})
    await until(round_.coordinator, f"{round_.path}/vote", "closes_at", "2099-01-01T00:00:00Z")
    assert "Äänestystä jatkettiin; sen piti ensin päättyä" in await page(site, f"/areas/{AREA}")


async def test_an_announced_ballot_is_shown_without_a_form(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    (proposal,) = await round_.on_ballot(resident, 100)
    announce = f"{round_.path}/vote/announce"
    assert (await resident.post(announce, {"proposals": [proposal]})).outcome == (403, "not_your_role")
    await until_announced(round_, proposal)
    async with Browser(site) as browser:
        await browser.signs_in()
        shown = await browser.sees(f"{round_.path}/ballot")
    assert "Äänestettävänä" in shown
    assert f"{round_.path}/ballot/check" not in shown
    await round_.move_to(Phase.VOTING)
    await until(resident, f"{round_.path}/vote", "status", "open")
    assert (await resident.get(f"{round_.path}/vote")).body["items"][0]["proposal"] == proposal


async def until_announced(round_: Round, *proposals: str) -> None:
    """A proposal comes on the ballot a moment after it was placed there."""
    for _ in range(200):
        if (await round_.coordinator.post(f"{round_.path}/vote/announce", {"proposals": proposals})).status == 200:
            break
        await asyncio.sleep(0.02)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "announced")


async def test_an_unfinished_ballot_is_kept_as_a_draft_and_filled_in_again(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=1)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    both = [("choice", one), ("choice", two)]
    async with Browser(site) as browser:
        await browser.signs_in()
        status, kept = await browser.sends(f"{round_.path}/ballot/draft", both)
        assert (status, "Luonnoksesi on tallessa" in kept) == (200, True)
        shown = await browser.sees(f"{round_.path}/ballot")
        assert (shown.count(" checked "), "Tämä on luonnoksesi." in shown) == (2, True)
        await browser.sends(f"{round_.path}/ballot", both[:1])
        assert "Tämä on luonnoksesi." not in await browser.sees(f"{round_.path}/ballot?change=yes")


async def test_a_draft_is_the_same_on_all_devices(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    phone, desk = await site.sign_in("resident"), await site.sign_in("resident")
    assert (await phone.get(f"{round_.path}/ballot/draft")).outcome == (404, "no_draft")
    await phone.did("PUT", f"{round_.path}/ballot/draft", {"choices": [{"proposal": proposal}]})
    draft = (await desk.get(f"{round_.path}/ballot/draft")).body
    assert draft["choices"] == [{"proposal": proposal, "points": 1}]


async def test_who_has_a_code_votes_with_a_plain_form_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    _, _, (code,) = await letters(round_, count=1)
    where = f"{round_.path}/code"
    for before in (f"/areas/{AREA}", f"{round_.path}/ballot"):
        assert f'href="{where}"' in await page(site, before)
    assert f'value="{code}"' in await page(site, where, code=code)
    async with Browser(site) as browser:
        status, wrong = await browser.sends(where, [("code", "<b>")])
        assert (status, "Tällä koodilla ei pääse äänestämään" in wrong, "&lt;b&gt;" in wrong) == (404, True, True)
        status, form = await browser.sends(where, [("code", code.lower())])
        assert (status, "et voi enää muuttaa sitä" in form, "koodilla äänestävä" in form) == (200, True, True)
        ballot = f"{round_.path}/ballot"
        _, thanks = await browser.sends(ballot, [("choice", proposal)])
        assert ("Kiitos, äänesi on tallennettu." in thanks, 'class="receipt"' in thanks) == (True, True)
        assert f'action="{ballot}' not in thanks
        status, _ = await browser.sends(ballot, [("choice", proposal)])
        assert status == 200
        await browser.sees("/")
        status, again = await browser.sends(where, [("code", code)])
        assert (status, "Olet jo äänestänyt" in again) == (409, True)
        assert "Kirjautunut" not in (await browser.sends("/sign-out", []))[1]


async def test_who_voted_with_a_code_is_shown_no_form_when_signed_in(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    async with Browser(site) as browser:
        await browser.signs_in()
        _, _, (code,) = await letters(round_, people=[derived_id("demo", AREA, "Aino")])
        await (await let_in(site, round_, code)).did(
            "PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]}
        )
        async with browser.http.get(f"{round_.path}/ballot") as response:
            shown = await response.text()
    assert ("Ääntäsi ei voi enää muuttaa." in shown, '<form class="fill"' in shown) == (True, False)


async def test_nobody_is_told_that_a_draft_without_a_choice_is_kept(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    proposal, *_ = await round_.opened(await site.sign_in("resident"), 100)
    async with Browser(site) as browser:
        await browser.signs_in()
        _, kept = await browser.sends(f"{round_.path}/ballot/draft", [("choice", proposal)])
        _, emptied = await browser.sends(f"{round_.path}/ballot/draft", [("form", "again")])
    assert [body.count("Luonnoksesi on tallessa") for body in (kept, emptied)] == [1, 0]
