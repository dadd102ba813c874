"""A ballot with a district and a city contest, through the front door: as data and as a page."""

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, BUDGET_CENTS, Json, Round, Site
from tests.gateway.test_pages import Browser

CITY: Json = {
    "id": "city",
    "name": "Koko kaupunki",
    "budget_cents": BUDGET_CENTS - 1_000_00,
    "limits": {"max_choices": 1},
}
NORTH: Json = {
    "id": "north",
    "name": "Pohjoinen",
    "budget_cents": 1_000_00,
    "limits": {"style": "choose-1"},
    "homes": ["north"],
}
BOTH = (CITY, NORTH)
COSTS, CONTESTS = (200_00, 100_00, 1_000_00), ("city", "north", "north")


async def test_a_proposal_says_its_contest_where_there_are_several(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, contests=BOTH)
    idea = await round_.published_idea(await site.sign_in("resident"), "Keinu")
    await round_.move_to(Phase.PLANNING)
    proposal = await round_.proposal_on_ballot(idea, 100_00, "north")
    other = await round_.coordinator.made(f"{round_.path}/proposals", {"ideas": [idea], "title": "Toinen", "text": ""})
    path = f"/areas/{AREA}/proposals/{other}"
    await round_.priced(other, 1_000_01)
    for contest, code in ((None, "contest_unsaid"), ("south", "unknown_contest"), ("north", "over_budget")):
        asked = await round_.coordinator.post(f"{path}/place-on-ballot", {"contest": contest})
        assert asked.outcome[1] == code, asked.body
    asked = await round_.coordinator.ask("PUT", f"{round_.path}/vote/rivals", {"rivals": [[proposal, other]]}, {})
    assert asked.outcome == (422, "not_an_item")


async def test_each_votes_in_the_contests_of_their_home(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, contests=BOTH)
    city, swing, slide = await round_.opened(await site.sign_in("resident"), *COSTS, contests=CONTESTS)
    northerner = await site.sign_in("resident", "Pohja", home="north")
    southerner = await site.sign_in("resident", "Etela", home="south")
    both = {"choices": [{"proposal": city}, {"proposal": swing}]}
    await northerner.did("PUT", f"{round_.path}/ballot", both)
    assert (await southerner.ask("PUT", f"{round_.path}/ballot", both, {})).outcome == (403, "not_in_contest")
    await southerner.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": city}]})
    many = {"choices": [{"proposal": swing}, {"proposal": slide}]}
    refused = await northerner.ask("PUT", f"{round_.path}/ballot", many, {})
    assert (refused.outcome, refused.body["values"]["contest"]) == ((422, "too_many_choices"), "Pohjoinen")


async def test_the_form_shows_each_the_contests_they_choose_in(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, contests=BOTH)
    city, swing, _ = await round_.opened(await site.sign_in("resident"), *COSTS, contests=CONTESTS)
    async with Browser(site) as browser:
        await browser.signs_in(home="north")
        before = await browser.sees(f"{round_.path}/ballot")
        assert before.count("<fieldset ") == 2
        await browser.sends(f"{round_.path}/ballot", [("choice", city), ("choice.north", swing)])
        assert (await browser.sees(f"{round_.path}/ballot?change=yes")).count(" checked") == 2
    async with Browser(site) as browser:
        await browser.signs_in(name="Etelä")
        assert "Pohjoinen" not in await browser.sees(f"{round_.path}/ballot")


async def test_whoever_has_no_contest_to_choose_in_is_told_so_instead_of_an_empty_form(site: Site) -> None:
    districts = (CITY | {"homes": ["city"]}, NORTH)
    round_ = await Round.planned(site, Phase.IDEAS, contests=districts)
    await round_.opened(await site.sign_in("resident"), *COSTS, contests=CONTESTS)
    async with Browser(site) as browser:
        await browser.signs_in(home="south")
        told = await browser.sees(f"{round_.path}/ballot?lang=en")
        assert "Only those who live or go to school in the area of this vote can vote." in told
        assert "Check my choice" not in told
