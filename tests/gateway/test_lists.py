"""What residents find in lists: ideas by category, words and support, page by page; proposals; what is being built."""

import re

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site, until
from tests.gateway.test_pages import Browser, page

IDEAS, PROPOSALS, PROJECTS = f"/areas/{AREA}/ideas", f"/areas/{AREA}/proposals", f"/areas/{AREA}/projects"
TITLE = re.compile(rf'<a href="{IDEAS}/\w+\?lang=fi">([^<]+)</a>')


async def given(round_: Round, resident: Person, title: str, category: str = "miscellaneous") -> tuple[str, int]:
    """Published; with the position of the log."""
    idea = await resident.made(f"{round_.path}/ideas", {"title": title, "text": "", "category": category})
    return idea, await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/publish")


async def titles(site: Site, position: int, **query: str) -> list[str]:
    return TITLE.findall(await page(site, IDEAS, lang="fi", position=str(position), **query))


async def test_ideas_are_listed_by_time_support_category_and_words(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    swing, _ = await given(round_, aino, "Keinu pihalle", "youth")
    await given(round_, aino, "Valot polulle", "traffic")
    await aino.made(f"{round_.path}/ideas", {"title": "Ei vielä luettu", "text": ""})
    position = await veikko.did("PUT", f"/areas/{AREA}/ideas/{swing}/support")
    assert await titles(site, position) == ["Valot polulle", "Keinu pihalle"]
    assert await titles(site, position, order="most_supported") == ["Keinu pihalle", "Valot polulle"]
    assert await titles(site, position, category="traffic") == ["Valot polulle"]
    assert await titles(site, position, category="nonsense", order="nonsense") == ["Valot polulle", "Keinu pihalle"]
    for _ in range(100):
        found = await titles(site, position, q="keinut")
        if found:
            break
    assert found == ["Keinu pihalle"]
    assert await titles(site, position, q="keinut", category="traffic") == []
    assert "Mitään ei löytynyt." in await page(site, IDEAS, lang="fi", q="<b>uimahalli")


async def test_a_long_list_goes_on_where_it_ended(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    for number in range(22):
        _, position = await given(round_, aino, f"Idea {number}")
    first = await page(site, IDEAS, lang="fi", position=str(position))
    (more,) = re.findall(rf'href="({IDEAS}\?[^"]*after=[^"]+)"', first)
    async with site.http.get(more.replace("&amp;", "&")) as response:
        second = await response.text()
    assert (len(TITLE.findall(first)), TITLE.findall(second)) == (20, ["Idea 1", "Idea 0"])


async def test_an_area_where_nothing_is_planned_has_empty_lists(site: Site) -> None:
    coordinator = await site.sign_in("coordinator")
    position = await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    for path in (IDEAS, PROPOSALS, PROJECTS):
        assert "<h1>" in await page(site, path, position=str(position))
    async with site.http.get("/areas/none/ideas") as response:
        assert response.status == 404


async def test_residents_talk_about_a_proposal_and_read_what_it_costs(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.on_ballot(await site.sign_in("resident", "Kerttu"), 1200_00)
    await until(round_.coordinator, f"{PROPOSALS}/{proposal}", "status", "on_ballot")
    listed = await page(site, PROPOSALS, lang="fi")
    assert all(part in listed for part in (f"{PROPOSALS}/{proposal}", "1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}€"))
    assert f"{PROPOSALS}/{proposal}" not in await page(site, PROPOSALS, status="drafted")
    async with Browser(site) as aino, Browser(site) as erkki:
        await aino.signs_in()
        one = f"{PROPOSALS}/{proposal}"
        assert "Hinta: 1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}€" in await aino.sees(f"{one}?lang=fi")
        status, refused = await aino.sends(f"{one}/comment", [("text", " ")])
        assert (status, 'id="text-error"' in refused) == (422, True)
        _, said = await aino.sends(f"{one}/comment", [("text", "Kumpi <ranta>?")])
        assert "Kumpi &lt;ranta&gt;?" in said
        found = re.search(r'name="reply_to" value="(\w+)"', said)
        assert found
        await erkki.signs_in("expert", name="Erkki")
        _, answered = await erkki.sends(f"{one}/comment?lang=fi", [("text", "Pohjoinen."), ("reply_to", found[1])])
        assert all(part in answered for part in ("Pohjoinen.", "Kaupunki vastaa"))
        _, reported = await aino.sends(f"{one}/comments/{found[1]}/nonsense", [("reason", "x")])
        assert "Kumpi" not in reported
    assert f'action="{one}/comment"' not in await page(site, one)


async def test_the_home_of_an_area_is_short_and_leads_on(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    for number in range(4):
        _, position = await given(round_, aino, f"Idea {number}")
    await titles(site, position)
    home = await page(site, f"/areas/{AREA}", lang="fi")
    assert TITLE.findall(home) == ["Idea 3", "Idea 2", "Idea 1"]
    leads = (f'href="{round_.path}/ideas/new?lang=fi"', f'href="{IDEAS}?round=', f'href="/areas/{AREA}/map?lang=fi"')
    assert [lead for lead in leads if lead not in home] == []
