"""A project under implementation, as residents see it and take part in it."""

from shared.contracts.rounds import Phase
from shared.settings import Settings
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA, Round, started
from tests.gateway.test_pages import Browser


async def test_residents_follow_a_project_and_lend_a_hand(settings: Settings) -> None:
    async with opened(settings) as site:
        round_ = await Round.planned(site, Phase.IDEAS, max_choices=1)
        resident, staff = await site.sign_in("resident"), round_.coordinator
        (proposal,) = await round_.opened(resident, 100_00)
        await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
        await round_.move_to(Phase.RESULT)
        await round_.published(site)
        project = await started(site, round_, proposal)
        one, follow = f"/areas/{AREA}/projects/{project}", f"/areas/{AREA}/follows/project/{project}"
        await staff.did("PUT", f"{one}/responsible-unit", {"unit": "Puistot"})
        step = await staff.made(f"{one}/milestones", {"title": "Tilattu", "due": "2030-06-01", "planned_cents": 9000})
        delay = {"due": "2030-07-01", "reason": "Kova talvi."}
        await staff.did("POST", f"{one}/milestones/{step}/delay", delay)
        day = await staff.made(f"{one}/work-days", {"on": "2030-06-02", "place": "Ranta", "places": 1})
        past = await staff.made(f"{one}/work-days", {"on": "2020-06-02", "place": "Ranta", "places": 9})
        async with Browser(site) as browser:
            await browser.signs_in()
            seen = await browser.sees(one)
            assert all(
                part in seen
                for part in (
                    "Puistot",
                    "Kova talvi.",
                    "1. heinäkuuta 2030",
                    "2. kesäkuuta 2030",
                    f"{one}/lineage",
                    "Ranta",
                    f'action="{follow}"',
                )
            )
            assert f'action="{one}/work-days/{past}"' not in seen
            _, thanked = await browser.sends(follow, [])
            assert 'class="notice thanks"' in thanked
            _, ended = await browser.sends(f"{follow}/end", [])
            assert 'class="notice thanks"' in ended
            _, joined = await browser.sends(f"{one}/work-days/{day}", [])
            assert "1/1" in joined
            assert "Olet tulossa." in joined
            assert ">Tulen mukaan<" not in joined
            _, left = await browser.sends(f"{one}/work-days/{day}/leave", [])
            assert "0/1" in left
            assert ">Tulen mukaan<" in left
            _, joined = await browser.sends(f"{one}/work-days/{day}", [])
            assert "1/1" in joined
        position = await resident.did("PUT", follow)
        answer = (await resident.get(f"{follow}?wait_for={position}")).body
        assert answer == {"followers": 1, "mine": True}
        position = await resident.did("DELETE", follow)
        assert (await resident.get(f"{follow}?wait_for={position}")).body == {"followers": 0, "mine": False}
        full = await resident.post(f"{one}/work-days/{day}/join")
        assert full.outcome == (409, "work_day_full")
