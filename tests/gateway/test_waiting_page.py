"""The bar that shows what waits for whom."""

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_pages import Browser

PAGE = f"/areas/{AREA}/waiting"


async def test_staff_see_what_waits_for_whom_and_since_when(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident"), "Keinu")
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": [idea], "title": "Keinuja", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    one = f"/areas/{AREA}/proposals/{proposal}/costing/assignment"
    position = await round_.coordinator.did("PUT", one, {"department": "Puistot", "expert": round_.expert.id})
    waiting = await round_.coordinator.get(f"{PAGE}?wait_for={position}")
    assert [(item["title"], item["wait"]) for item in waiting.body["items"]] == [("Keinuja", "estimate")]
    async with Browser(site) as browser:
        assert f'href="{PAGE}"' in await browser.signs_in("coordinator")
        seen = await browser.sees(f"{PAGE}?lang=fi")
    assert all(part in seen for part in ("Keinuja", "arvioi kustannukset", "Testi expert", "tänään", "<svg"))


async def test_what_was_not_placed_when_the_vote_began_waits_no_more(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident")
    left, placed = await round_.published_idea(aino, "Keinu"), await round_.published_idea(aino, "Penkki")
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": [left], "title": "Jäi pois", "text": ""}
    position = (await round_.coordinator.post(f"{round_.path}/proposals", body)).body["position"]
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        assert "Jäi pois" in await browser.sees(f"{PAGE}?position={position}")
        await round_.proposal_on_ballot(placed, 100)
        await round_.move_to(Phase.VOTING)
        await until(round_.coordinator, round_.path, "phase", "voting")
        seen = await browser.sees(f"{PAGE}?lang=en")
        assert ("Jäi pois" in seen, "Nothing waits." in seen) == (False, True)


async def test_a_count_waits_for_two_coordinators_in_turn(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    await until(round_.coordinator, round_.path, "phase", "result")
    async with Browser(site) as first, Browser(site) as second:
        await first.signs_in("coordinator", name="Testi coordinator")
        await second.signs_in("coordinator", name="Kaisa")
        assert "Sign as the first" in await first.sees(f"{PAGE}?lang=en")
        await round_.coordinator.did("POST", f"{round_.path}/vote/review")
        assert "Sign as the" not in await first.sees(f"{PAGE}?lang=en")
        assert "Sign as the second" in await second.sees(f"{PAGE}?lang=en")


async def test_residents_do_not_see_it(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        assert PAGE not in await browser.signs_in()
        async with browser.http.get(PAGE) as response:
            assert response.status == 403


async def test_staff_begin_at_their_work_with_what_waits_for_them(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident"), "Keinu")
    await (await site.sign_in("resident")).made(f"{round_.path}/ideas", {"title": "Penkki", "text": ""})
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": [idea], "title": "Keinuja", "text": ""}
    drafted = (await round_.coordinator.post(f"{round_.path}/proposals", body)).body
    proposal, position = drafted["id"], drafted["position"]
    mine = f'href="/areas/{AREA}/proposals/{proposal}'
    async with Browser(site) as moderator, Browser(site) as expert, Browser(site) as coordinator:
        await coordinator.signs_in("coordinator", name="Kaisa")
        own = (await coordinator.sees(f"{PAGE}?position={position}")).partition("</section>")[0]
        assert (mine in own, f"{round_.path}/merge" in own) == (True, True)
        seen = await moderator.signs_in("moderator", name="Mari")
        assert (f'href="/areas/{AREA}/moderation' in seen, mine in seen) == (True, False)
        assert mine not in (await expert.signs_in("expert", name="Eero")).partition("</section>")[0]
        assigned = f"/areas/{AREA}/proposals/{proposal}/costing/assignment"
        position = await round_.coordinator.did("PUT", assigned, {"department": "Puistot"})
        assert mine in (await expert.sees(f"{PAGE}?position={position}")).partition("</section>")[0]
        assert mine not in (await coordinator.sees(PAGE)).partition("</section>")[0]
