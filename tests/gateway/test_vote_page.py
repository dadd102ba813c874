"""Coordinators hold a vote with plain forms, from its ballot to its publication."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from services.gateway.pages.finnish_time import as_typed
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_pages import Browser


@pytest.fixture
async def kaisa(site: Site) -> AsyncIterator[Browser]:
    """A coordinator's browser."""
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        yield browser


async def on_ballot(site: Site, *costs: int) -> tuple[Round, list[str]]:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    proposals = await round_.on_ballot(await site.sign_in("resident"), *costs)
    await stands_on_ballot(round_, len(proposals))
    return round_, proposals


async def stands_on_ballot(round_: Round, number: int) -> None:
    for _ in range(200):
        if len((await round_.coordinator.get(f"{round_.path}/vote/steps")).body["items"]) == number:
            return
    raise AssertionError("The proposals do not come on the ballot")


async def counted(site: Site) -> tuple[Round, list[str]]:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    proposals = await round_.opened(resident, 100, 200)
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposals[0]}]})
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    return round_, proposals


def offered(page: str) -> set[str]:
    """The last word of each form's address."""
    return set(re.findall(r'action="[^"]*/rounds/[^"]*/([a-z]+)(?:\?[^"]*)?"', page))


async def test_the_page_is_the_coordinators_alone(site: Site, kaisa: Browser) -> None:
    round_, _ = await counted(site)
    assert f'href="{round_.path}/vote"' in await kaisa.sees(f"/areas/{AREA}")
    await kaisa.sees(f"{round_.path}/vote")
    for role in ("resident", "moderator", "expert", "clerk"):
        async with Browser(site) as browser:
            assert f'href="{round_.path}/vote"' not in await browser.signs_in(role)
            async with browser.http.get(f"{round_.path}/vote") as response:
                assert (response.status, "Laskenta" in await response.text()) == (403, False)
            status, _ = await browser.sends(f"{round_.path}/vote/review", [])
            assert status == 403
            assert (await browser.sends(f"{round_.path}/codes", [("label", "6 B"), ("count", "1")]))[0] == 403
    async with site.http.get(f"{round_.path}/vote") as response:
        assert response.status == 401
    assert "reviewed" not in str((await round_.coordinator.get(f"{round_.path}/vote/steps")).body["taken"])
    resident = await site.sign_in("resident")
    assert (await resident.get(f"{round_.path}/vote/steps")).outcome == (403, "not_your_role")


async def test_a_coordinator_names_rivals_and_takes_them_back(site: Site, kaisa: Browser) -> None:
    round_, (rink, lights, bench) = await on_ballot(site, 100, 200, 300)
    rivals, page = f"{round_.path}/vote/rivals", f"{round_.path}/vote"
    status, alone = await kaisa.sends(rivals, [("group.new", rink)])
    assert (status, alone.count(" checked")) == (422, 1)
    _, named = await kaisa.sends(rivals, [("group.new", rink), ("group.new", lights)])
    assert ("Tallennettu" in named, named.count(" checked")) == (True, 2)
    again = [("group.1", rink), ("group.1", lights), ("group.new", lights), ("group.new", bench)]
    _, named = await kaisa.sends(rivals, again)
    assert named.count(" checked") == 4
    _, undone = await kaisa.sends(rivals, [])
    assert " checked" not in undone
    assert "50\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€" in await kaisa.sees(page)


async def test_a_vote_is_announced_and_its_ballot_is_fixed(site: Site, kaisa: Browser) -> None:
    round_, (rink, lights) = await on_ballot(site, 100, 200)
    assert {"announce", "rivals", "codes"} <= offered(await kaisa.sees(f"{round_.path}/vote"))
    status, refused = await kaisa.sends(f"{round_.path}/vote/announce", [("proposal", rink)])
    assert (status, "Katso se uudelleen." in refused) == (409, True)
    _, announced = await kaisa.sends(f"{round_.path}/vote/announce", [("proposal", rink), ("proposal", lights)])
    assert "Äänestys on julkistettu." in announced
    assert offered(announced) == {"codes", "annul"}
    status, refused = await kaisa.sends(f"{round_.path}/vote/rivals", [("group.new", rink), ("group.new", lights)])
    assert (status, 'role="alert"' in refused) == (409, True)


async def test_before_planning_a_vote_cannot_be_announced(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    page = await kaisa.sees(f"{round_.path}/vote")
    assert ("Äänestyslipulla ei ole vielä mitään." in page, offered(page)) == (True, {"codes"})
    status, refused = await kaisa.sends(f"{round_.path}/vote/announce", [])
    assert (status, "vaiheessa suunnittelu" in refused) == (409, True)


async def test_codes_are_made_and_voided(site: Site, kaisa: Browser) -> None:
    round_, _ = await on_ballot(site, 100)
    codes = f"{round_.path}/codes"
    status, refused = await kaisa.sends(codes, [("label", "6 B"), ("count", "0")])
    assert (status, 'value="6 B"' in refused, "kuinka monta" in refused) == (422, True, True)
    async with kaisa.http.post(codes, data={"label": "6 B", "count": "2", "home": AREA, "form": "f"}) as answer:
        assert (answer.content_type, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
        assert "attachment" in answer.headers["Content-Disposition"]
        printed = PdfReader(BytesIO(await answer.read())).pages[0].extract_text()
        batch = answer.headers["Lahio-Batch"]
    assert len(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", printed)) == 2
    listed = (await round_.coordinator.get(codes)).body["items"]
    assert [(one["label"], one["size"]) for one in listed] == [("6 B", 2)]
    assert "6 B" in await kaisa.sees(f"{round_.path}/vote")
    void = f"{round_.path}/vote/void"
    status, refused = await kaisa.sends(void, [("batch", batch), ("reason", " ")])
    assert (status, "Tarkista tämä kohta: syy." in refused) == (422, True)
    _, voided = await kaisa.sends(void, [("batch", batch), ("reason", "Kirje katosi")])
    assert ("Ei enää voimassa: Kirje katosi" in voided, "void" in offered(voided)) == (True, False)


async def test_while_it_is_open_the_page_tells_the_turnout_and_no_choices(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    resident = await site.sign_in("resident")
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    await until(round_.coordinator, f"{round_.path}/participation", "ballots", 1)
    page = await kaisa.sees(f"{round_.path}/vote")
    assert ("Äänestäneitä" in page, "<dd>1,0" in page) == (True, True)
    assert "<progress" not in page
    assert {"extend", "review", "publish"} & offered(page) == set()
    tomorrow = as_typed(datetime.now(UTC) + timedelta(days=1))
    status, refused = await kaisa.sends(f"{round_.path}/vote/extend", [("closes_at", tomorrow)])
    assert (status, "kierroksen aikataulun mukaan" in refused) == (409, True)


async def test_the_count_waits_for_papers_and_the_page_says_so(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    page, clerk = f"{round_.path}/vote", await site.sign_in("clerk")
    assert f'href="{round_.path}/paper"' in await kaisa.sees(page)
    batch = await clerk.made(f"{round_.path}/paper", {"place": "Kirjasto"})
    await clerk.did("PUT", f"{round_.path}/paper/{batch}/papers", {"serial": "1", "choices": [{"proposal": proposal}]})
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, page, "status", "closed")
    waiting = await kaisa.sees(page)
    assert ("Vain kerran kirjattuja: 1." in waiting, "Ääntenlaskenta odottaa" in waiting) == (True, True)
    await clerk.did("POST", f"{round_.path}/paper/{batch}/papers/strike", {"serial": "1"})
    await round_.coordinator.did("POST", f"{round_.path}/paper/{batch}/seal", {"note": ""})
    await until(round_.coordinator, page, "status", "counted")
    assert "Kirjasto" not in await kaisa.sees(page)


async def test_two_coordinators_sign_and_one_publishes(site: Site, kaisa: Browser) -> None:
    round_, _ = await counted(site)
    page = f"{round_.path}/vote"
    assert {"review", "annul"} == offered(await kaisa.sees(page))
    _, reviewed = await kaisa.sends(f"{page}/review", [])
    assert ("toinen koordinaattori" in reviewed, "certify" in offered(reviewed)) == (True, False)
    status, refused = await kaisa.sends(f"{page}/certify", [])
    assert (status, 'role="alert"' in refused) == (403, True)
    async with Browser(site) as second:
        await second.sends("/demo/sign-in", [("name", "Toinen"), ("role", "coordinator"), ("area", AREA)])
        assert "Aino on allekirjoittanut ensimmäisenä." in await second.sees(page)
        _, certified = await second.sends(f"{page}/certify", [])
        assert offered(certified) == {"publish"}
        async with site.http.get(f"/areas/{AREA}", headers={"Accept-Language": "en"}) as response:
            told = await response.text()
        assert ("the result is then published here" in told, "Chosen by vote" in told) == (True, False)
        _, published = await second.sends(f"{page}/publish", [])
    assert offered(published) == set()
    vote = (await round_.coordinator.get(page)).body
    for shown in (vote["terms_hash"], vote["seed_hash"], vote["result"]["receipts_root"], "/vote/bundle", "/receipt"):
        assert shown in published


async def test_an_annulled_vote_is_held_anew_without_a_proposal_and_extended(site: Site, kaisa: Browser) -> None:
    round_, (rink, lights) = await counted(site)
    page = f"{round_.path}/vote"
    status, refused = await kaisa.sends(f"{page}/annul", [("reason", "")])
    assert (status, "Tarkista tämä kohta: syy." in refused) == (422, True)
    _, annulled = await kaisa.sends(f"{page}/annul", [("reason", "Väärä <hinta>")])
    assert ("Väärä &lt;hinta&gt;" in annulled, offered(annulled)) == (True, {"reopen"})
    status, refused = await kaisa.sends(f"{page}/reopen", [("closes_at", "2020-01-01T10:00"), ("without", rink)])
    assert (status, 'value="2020-01-01T10:00"' in refused, refused.count(" checked")) == (422, True, 1)
    status, refused = await kaisa.sends(f"{page}/reopen", [("closes_at", "huomenna")])
    assert (status, "Tarkista tämä kohta: päättymisaika." in refused) == (422, True)
    _, anew = await kaisa.sends(f"{page}/reopen", [("closes_at", "2098-06-01T12:00"), ("without", rink)])
    await until(round_.coordinator, f"{round_.path}/participation", "ballots", 0)
    assert ("1. kesäkuuta 2098 klo 12.00" in anew, "2. kerta" in anew) == (True, True)
    _, extended = await kaisa.sends(f"{page}/extend", [("closes_at", "2098-12-01T12:00")])
    assert "1. joulukuuta 2098 klo 12.00" in extended
    vote = await until(round_.coordinator, page, "closes_at", "2098-12-01T10:00:00Z")
    assert [item["proposal"] for item in vote["items"]] == [lights]
    status, _ = await kaisa.sends(f"{page}/extend", [("closes_at", "2097-12-01T12:00")])
    assert status == 409


async def test_nothing_else_is_a_step(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    for position in ("x", "-1", "9" * 5000):
        assert "Hoida äänestys" in await kaisa.sees(f"{round_.path}/vote?done=x&position={position}")
    assert (await kaisa.sends(f"{round_.path}/vote/count", []))[0] == 404
    async with kaisa.http.get(f"/areas/{AREA}/rounds/none/vote") as response:
        assert response.status == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_the_page_speaks_three_languages_without_scripts(site: Site, kaisa: Browser, language: str) -> None:
    round_, _ = await on_ballot(site, 100, 200)
    page = await kaisa.sees(f"{round_.path}/vote?lang={language}")
    assert {"fi": "Hoida äänestys", "sv": "Sköt omröstningen", "en": "Run the vote"}[language] in page
    assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|\sstyle=", page)
