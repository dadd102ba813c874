"""The page of a ballot, as a voter without script meets it: shuffled, counted, looked over, sent, changed."""

import re

from services.gateway.pages.voting.shuffle import shuffled
from shared.contracts.rounds import Phase
from shared.contracts.voting import Item
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import Browser, page
from tests.gateway.test_paper import desk
from tests.running import until


def items_of(body: str) -> list[str]:
    return re.findall(r'id="item-(\w+)"', body)


def test_each_voter_has_an_order_that_depends_on_nothing_but_them_and_the_round() -> None:
    items = [Item(f"p{number}", "", 0) for number in range(20)]
    mine = shuffled(items, "aino", "r1")
    assert shuffled(reversed(items), "aino", "r1") == mine
    assert sorted(mine, key=items.index) == items
    assert mine not in (items, shuffled(items, "eino", "r1"), shuffled(items, "aino", "r2"))


def test_every_proposal_stands_first_for_some() -> None:
    items = [Item(f"p{number}", "", 0) for number in range(4)]
    firsts = [shuffled(items, f"voter {number}", "r1")[0].proposal for number in range(4_000)]
    assert all(900 < firsts.count(item.proposal) < 1_100 for item in items)


async def test_the_order_stays_when_a_voter_comes_back_and_the_page_says_that_it_is_shuffled(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    proposals = await round_.opened(await site.sign_in("resident"), *range(100, 700, 100))
    async with Browser(site) as browser:
        await browser.signs_in()
        first, second = [await browser.sees(f"{round_.path}/ballot?lang=en") for _ in range(2)]
        _, checked = await browser.sends(f"{round_.path}/ballot/check", [("choice", one) for one in proposals])
    assert items_of(first) == items_of(second) == items_of(checked)
    assert sorted(items_of(first)) == sorted(proposals)
    assert "shuffled for you alone" in first


async def test_too_much_money_is_told_with_what_to_take_out(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=5, max_cost_cents=1_000_00)
    cheap, middle, dear = await round_.opened(await site.sign_in("resident"), 100_00, 300_50, 700_00)
    titles = {one: (await round_.expert.get(f"/areas/{AREA}/proposals/{one}")).body["title"] for one in (cheap, dear)}
    check = f"{round_.path}/ballot/check?lang=en"
    async with Browser(site) as browser:
        await browser.signs_in()
        _, told = await browser.sends(check, [("choice", one) for one in (cheap, middle, dear)])
        assert "€1,100.50 of €1,000: €100.50 too much." in told
        (advice,) = set(re.findall(r"Take out one of these: ([^<]*?)\.(?: |<)", told))
        assert (titles[dear] in advice, titles[cheap] in advice) == (True, False)
        assert told.count(" checked") == 3
        assert "Is this your vote?" not in told
        _, told = await browser.sends(check, [("choice", one) for one in (middle, dear)])
        assert "€1,000.50 of €1,000: €0.50 too much." in told
        _, told = await browser.sends(check, [("choice", one) for one in (cheap, dear)])
    assert "€800 of €1,000 used, €200 left." in told
    assert "Is this your vote?" in told


async def test_a_ballot_is_checked_looked_over_changed_sent_and_receipted(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, min_choices=2, max_choices=3)
    one, two, three = await round_.opened(await site.sign_in("resident"), 100, 200, 300)
    ballot = f"{round_.path}/ballot"
    async with Browser(site) as browser:
        await browser.signs_in()
        _, nothing = await browser.sends(f"{ballot}/check?lang=en", [])
        assert ("Your ballot is not ready yet:" in nothing, "Choose at least 1." in nothing) == (True, True)
        _, few = await browser.sends(f"{ballot}/check?lang=en", [("choice", one)])
        assert "Choose at least this many more: 1." in few
        assert 'href="#contest-whole"' in few
        _, shown = await browser.sends(f"{ballot}/check?lang=en", [("choice", one), ("choice", two)])
        assert ("Is this your vote?" in shown, sorted(hidden_in(shown)) == sorted([one, two])) == (True, True)
        _, again = await browser.sends(f"{ballot}/choices", [("choice", one), ("choice", two)])
        assert again.count(" checked") == 2
        _, sent = await browser.sends(f"{ballot}?lang=en", [("choice", one), ("choice", two)])
        receipt = re.findall(r'class="receipt">([\w ]+)<', sent)
        assert (len(receipt), "You have voted" in sent, "What happens then" in sent) == (1, True, True)
        await browser.sends(ballot, [("choice", two), ("choice", three)])
        changed = await browser.sees(ballot)
    assert re.findall(r'class="receipt">([\w ]+)<', changed) != receipt


def hidden_in(body: str) -> list[str]:
    return re.findall(r'type="hidden" name="choice" value="(\w+)"', body)


async def test_points_are_counted_and_said_again_before_they_are_sent(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, style="cumulative", max_points=10)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    check = f"{round_.path}/ballot/check?lang=en"
    async with Browser(site) as browser:
        await browser.signs_in()
        _, many = await browser.sends(check, [(f"points.{one}", "7"), (f"points.{two}", "5")])
        assert ("Points given: 12 of at most 10." in many, "Give this many points fewer: 2." in many) == (True, True)
        status, odd = await browser.sends(check, [(f"points.{one}", "2000000")])
        assert (status, "Is this your vote?" in odd) == (422, False)
        _, right = await browser.sends(check, [(f"points.{one}", "7"), (f"points.{two}", "0")])
    assert "points: 7" in right
    assert re.findall(r'name="points\.\w+" value="(\d)"', right) == ["7", "0"]


async def test_two_in_the_same_place_are_refused_rather_than_ordered_by_the_page(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, style="ordinal", max_choices=2)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    same = [(f"place.{one}", "1"), (f"place.{two}", "01")]
    async with Browser(site) as browser:
        await browser.signs_in()
        for path in (f"{round_.path}/ballot/check", f"{round_.path}/ballot"):
            status, refused = await browser.sends(f"{path}?lang=en", same)
            assert (status, "The same number stands at two proposals" in refused) == (422, True)
        _, shown = await browser.sends(f"{round_.path}/ballot/check?lang=en", [(f"place.{one}", "2"), same[1]])
    assert re.findall(r"<span>(\d)\. ", shown) == ["1", "2"]
    assert hidden_in(shown) == []


async def test_who_may_not_vote_sees_the_ballot_and_how_to_vote(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, roll={"min_age": 60})
    await round_.opened(await site.sign_in("resident"), 100)
    told = await page(site, f"{round_.path}/ballot", lang="en")
    assert ("Vote with a code" in told, "On the ballot" in told, "<form class=" in told) == (True, True, False)
    async with Browser(site) as browser:
        await browser.signs_in("moderator")
        assert "vain alueen asukkaat" in await browser.sees(f"{round_.path}/ballot")
        await browser.signs_in()
        young = await browser.sees(f"{round_.path}/ballot")
    assert ("Voit äänestää 60 vuoden iästä alkaen." in young, "Tarkista valintani" in young) == (True, False)


async def test_who_handed_in_a_paper_is_told_so_instead_of_a_form(site: Site) -> None:
    round_, _, batch, clerk = await desk(site)
    async with Browser(site) as browser:
        await browser.signs_in(name="Aino resident")
        aino = await site.sign_in("resident", "Aino")
        await clerk.did("POST", f"{batch}/hand-in", {"person": aino.id})
        told = await browser.sees(f"{round_.path}/ballot?lang=en")
    assert ("You have handed in your ballot on paper." in told, "Check my choice" in told) == (True, False)


async def test_after_the_closing_a_voter_still_sees_the_receipt_and_then_the_way_to_the_result(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (one,) = await round_.opened(await site.sign_in("resident"), 100)
    ballot = f"{round_.path}/ballot"
    async with Browser(site) as browser:
        await browser.signs_in()
        await browser.sends(ballot, [("choice", one)])
        await round_.move_to(Phase.RESULT)
        closed = await browser.sees(f"{ballot}?lang=en")
        assert ('class="receipt"' in closed, "Change my vote" in closed) == (True, False)
        status, late = await browser.sends(f"{ballot}?lang=en", [("choice", one)])
        assert (status, "The vote has closed." in late) == (409, True)
        await round_.published(site)
        await until(lambda: browser.sees(ballot), lambda shown: f"{round_.path}/result" in shown)


async def test_a_round_or_vote_that_is_not_there_is_told_in_words(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    assert "The vote has not opened yet." in await page(site, f"{round_.path}/ballot", lang="en")
    async with site.http.get(f"/areas/{AREA}/rounds/none/ballot", headers={"Accept": "text/html"}) as response:
        assert response.status == 404
