"""The trail that staff read: what happened to a thing, when, by which role."""

from services.gateway.pages.staff.history_words import WORDS
from services.ideas.doers import CAUSES
from services.voting.history import CAUSES as OF_VOTE
from shared.contracts.moderation import Deed
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import Browser


def test_each_step_has_words() -> None:
    assert {one.__name__ for one in (*CAUSES, *OF_VOTE)} | set(Deed) <= set(WORDS)


async def test_staff_read_what_happened_to_an_idea_without_names(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    idea = await round_.published_idea(aino, "Keinu")
    await aino.did("PUT", f"/areas/{AREA}/ideas/{idea}", {"title": "Kiikku", "text": ""})
    await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/hide", {"reason": "Mainos."})
    page = f"/areas/{AREA}/history/idea/{idea}"
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        assert page in await moderator.sees(f"/areas/{AREA}/ideas/{idea}")
        seen = await moderator.sees(f"{page}?lang=en")
    steps = ["The idea was given", "A moderator published it", "The idea was changed", "A moderator hid it", "Mainos."]
    places = [seen.index(step) for step in steps]
    assert places == sorted(places)
    assert all(hidden not in seen for hidden in (aino.id, "Aino resident", round_.moderator.id))


async def test_staff_read_how_a_price_and_a_round_came_about(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    [proposal] = await round_.on_ballot(await site.sign_in("resident"), 100_000)
    async with Browser(site) as coordinator:
        await coordinator.signs_in("coordinator")
        seen = await coordinator.sees(f"/areas/{AREA}/history/proposal/{proposal}?lang=en")
        of_round = await coordinator.sees(f"/areas/{AREA}/history/round/{round_.path.rpartition('/')[2]}?lang=en")
    assert all(step in seen for step in ("The costing was assigned: Kadut ja puistot", "signed the estimate", "ballot"))
    assert "The round was planned" in of_round
    assert "The timetable was changed" in of_round


async def test_from_the_trail_of_a_comment_one_comes_to_what_it_was_said_about(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    comment = await round_.coordinator.made(f"/areas/{AREA}/ideas/{idea}/comments", {"text": "Hyvä!"})
    async with Browser(site) as moderator:
        await moderator.signs_in("moderator")
        seen = await moderator.sees(f"/areas/{AREA}/history/comment/{comment}")
    assert f'class="back"><a href="/areas/{AREA}/ideas/{idea}"' in seen


async def test_residents_do_not_read_it_and_what_is_not_there_is_not_found(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    for role, expected in (("resident", 403), ("moderator", 404)):
        async with Browser(site) as browser:
            await browser.signs_in(role)
            for kind in ("idea", "round", "secret") if role == "moderator" else ("idea",):
                async with browser.http.get(f"/areas/{AREA}/history/{kind}/x1") as response:
                    assert response.status == expected
