"""What one programme of an area plans rests on nothing of another one."""

from datetime import UTC, datetime, timedelta

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Answer, Person, Site, timetable
from tests.gateway.test_gatherings import BEGIN, said, workshop
from tests.gateway.test_packages import cut, yard
from tests.gateway.test_surveys import QUESTIONS

OTHERS = (409, "other_programme")


async def another(coordinator: Person) -> str:
    return await coordinator.made(f"{BEGIN}/programmes", {"name": "Toinen ohjelma"})


async def survey_about(coordinator: Person, programme: str, package: str) -> Answer:
    now = datetime.now(UTC)
    times = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    asked = {"title": "Piha", "questions": QUESTIONS, "about": {"kind": "package", "id": package}}
    return await coordinator.put(f"{BEGIN}/surveys/{programme}", {"programme": programme, **asked, **times})


async def test_a_survey_asks_about_a_package_of_its_own_programme(site: Site) -> None:
    coordinator, programme, package = await cut(site)
    assert (await survey_about(coordinator, await another(coordinator), package)).outcome == OTHERS
    assert (await survey_about(coordinator, programme, package)).status == 200


async def test_a_goal_rests_on_what_was_said_at_a_gathering_of_its_own_programme(site: Site) -> None:
    coordinator, programme, _ = await cut(site)
    await coordinator.did("PUT", f"{BEGIN}/gatherings/workshop", workshop(programme=programme))
    one = said(1)
    worker = await site.sign_in("outreach")
    await worker.post(f"{BEGIN}/gatherings/workshop/contributions", {"items": [one]})
    goal = {"title": "Valoa", "contribution": one["contribution"]}
    refused = await coordinator.post(f"{BEGIN}/programmes/{await another(coordinator)}/goals", goal)
    assert refused.outcome == OTHERS
    await coordinator.made(f"{BEGIN}/programmes/{programme}/goals", goal)


async def test_a_round_plans_a_part_of_a_package_of_its_own_programme(site: Site) -> None:
    coordinator, programme, package = await cut(site)
    plan = {
        "name": "Oma raha",
        "budget_cents": 100,
        "timetable": timetable(Phase.IDEAS),
        "trial": True,
        "package": package,
    }
    refused = await coordinator.post(f"/areas/{AREA}/rounds", {**plan, "programme": await another(coordinator)})
    assert refused.outcome == OTHERS
    await coordinator.made(f"/areas/{AREA}/rounds", {**plan, "programme": programme})


async def test_a_package_is_cut_from_measures_that_lead_its_own_programme(site: Site) -> None:
    coordinator, _, _ = await cut(site)
    refused = await coordinator.post(f"{BEGIN}/packages", yard(await another(coordinator)))
    assert refused.outcome == (409, "not_leading")
