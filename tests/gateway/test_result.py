"""The explained result over HTTP: as data and as a page."""

import re
from datetime import UTC, datetime, timedelta

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site, until
from tests.gateway.test_pages import Browser, page


async def test_a_result_is_explained_once_it_is_published(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=2)
    resident = await site.sign_in("resident")
    cheap, dear = await round_.opened(resident, 1_000_000, 4_500_000)
    assert (await resident.get(f"{round_.path}/result")).outcome == (409, "result_unpublished")
    for name in ("Yksi", "Kaksi"):
        voter = await site.sign_in("resident", name)
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": cheap}]})
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": dear}]})
    await round_.move_to(Phase.IMPLEMENTATION)
    await round_.published(site)
    await until(resident, f"{round_.path}/vote", "status", "published")

    told = (await resident.get(f"{round_.path}/result", Accept_Language="en")).body
    assert [(item["proposal"], item["funded"]) for item in told["contests"][0]["items"]] == [
        (cheap, True),
        (dear, False),
    ]
    assert told["contests"][0]["items"][1]["text"].startswith(
        "Votes: 1. Rank: 2. Not chosen: it costs €45,000, but only €40,000"
    )
    assert told["contests"][0]["rule"].startswith("The most supported project is taken first.")
    assert "Eniten" in (await resident.get(f"{round_.path}/result?lang=fi")).body["contests"][0]["rule"]

    body = await page(site, f"{round_.path}/result", lang="en")
    assert "Votes: 2. Rank: 1. Chosen:" in body
    assert body.count('<svg class="stack"') == 3  # money and two proposals
    assert "<td>€45,000</td><td>1</td><td>Not chosen</td>" in body
    assert not re.search(r"<script(?! src=\"/static/)|\sstyle=", body)
    assert f'href="{round_.path}/result?lang=en"' in await page(site, round_.path.partition("/rounds")[0], lang="en")


async def test_a_published_result_tells_who_voted_in_groups_that_point_at_nobody(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    proposal, *_ = await round_.opened(await site.sign_in("resident"), 1_000_00)
    for year, voters in ((2012, 6), (1990, 5), (1950, 2)):
        for number in range(voters):
            voter = await site.sign_in("resident", f"{year} {number}", born=f"{year}-01-01")
            await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    await round_.move_to(Phase.IMPLEMENTATION)
    await round_.published(site)
    told = await until(Person(site.http), f"{round_.path}/vote", "status", "published")
    assert told["turnout"] == {
        "voters": 13,
        "ages": [{"age": "under_18", "voters": 6}],  # the five others would tell the two
        "homes": [{"home": AREA, "voters": 13}],
    }
    body = await page(site, f"{round_.path}/result", lang="en")
    assert "People who voted: 13." in body
    assert '<th scope="row">under 18 years</th><td>6</td>' in body
    assert '<th scope="row">Others, in groups too small to be told</th><td>7</td>' in body


async def test_before_it_is_published_coordinators_alone_are_shown_a_result(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    await round_.opened(resident, 100)
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    assert (await resident.get(f"{round_.path}/result")).outcome == (409, "result_unpublished")
    assert (await round_.coordinator.get(f"{round_.path}/result")).body["status"] == "counted"
    area = round_.path.partition("/rounds")[0]
    waiting = await page(site, area, lang="en")
    assert "the result is then published here" in waiting
    assert "Chosen by vote" not in waiting
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        for path in (area, f"{round_.path}/result"):
            assert "Ei vielä julkinen" in await browser.sees(path)


async def test_an_annulled_vote_says_why_and_is_shown_open_again_when_it_is_held_anew(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    await round_.opened(resident, 100)
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    await round_.coordinator.did("POST", f"{round_.path}/vote/annul", {"reason": "Väärä hinta"})
    await until(resident, f"{round_.path}/vote", "status", "annulled")
    area = round_.path.partition("/rounds")[0]
    assert (await resident.get(f"{round_.path}/result")).outcome == (409, "vote_annulled")
    assert "Äänestys on mitätöity. Väärä hinta" in await page(site, area, lang="fi")
    await round_.coordinator.did("POST", f"{round_.path}/vote/reopen", {"closes_at": "2098-06-01T09:00:00Z"})
    await round_.coordinator.did("POST", f"{round_.path}/vote/extend", {"closes_at": "2099-06-01T09:00:00Z"})
    await until(resident, f"{round_.path}/vote", "closes_at", "2099-06-01T09:00:00Z")
    told = await page(site, area, lang="en")
    assert "until June 1, 2099" in told
    assert "it was first to close June 1, 2098" in told


async def test_nobody_is_asked_to_vote_when_the_vote_held_anew_has_ended_within_the_phase(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    await round_.coordinator.did("POST", f"{round_.path}/vote/annul", {"reason": "Väärä hinta"})
    soon = datetime.now(UTC) + timedelta(seconds=1)
    await round_.coordinator.did("POST", f"{round_.path}/vote/reopen", {"closes_at": soon.isoformat()})
    await round_.published(site)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "published")
    told = await page(site, f"/areas/{AREA}", lang="en")
    assert "Now: the vote has ended." in told
    assert "You can vote" not in told


async def test_money_used_is_told_of_the_money_that_was_voted_on(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 1_000_00)
    await round_.coordinator.did("POST", f"{round_.path}/vote/annul", {"reason": "Rahaa on vähemmän"})
    less = {"id": "whole", "name": "Kierros", "budget_cents": 2_000_00}
    soon = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    await round_.coordinator.did("POST", f"{round_.path}/vote/reopen", {"closes_at": soon, "contests": [less]})
    await round_.published(site)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "published")
    assert "Used: €1,000 of €2,000." in await page(site, f"/areas/{AREA}", lang="en")


async def test_a_round_with_nothing_on_its_ballot_asks_nobody_to_vote(site: Site) -> None:
    round_ = await Round.planned(site, Phase.VOTING)
    assert "The vote has not opened yet." in await page(site, f"/areas/{AREA}", lang="en")
    await round_.move_to(Phase.RESULT)
    assert "There is no vote in this round." in await page(site, f"/areas/{AREA}", lang="en")


async def test_a_voter_is_shown_the_receipt_in_groups_of_four(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    proposal, *_ = await round_.opened(await site.sign_in("resident"), 100)
    async with Browser(site) as browser:
        await browser.signs_in()
        _, after = await browser.sends(f"{round_.path}/ballot", [("choice", proposal)])
    assert re.search(r'class="receipt">\w{4}( \w{4}){7}<', after)
