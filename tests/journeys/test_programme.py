"""The whole cycle, in the pilot's order and money: two areas, 50 000 € each, from Q4/2022 to Q3/2023."""

from pathlib import Path

from tests.gateway.conftest import ROOMS
from tests.gateway.front_door import until
from tests.gateway.test_need import sent
from tests.journeys import budgeting, building, codesign, figures
from tests.journeys.conftest import City
from tests.journeys.pilot import Pilot
from tests.journeys.rebuilt import assert_views_follow_from_the_log

FIGURES = """alue;hyvinvointitieto;vuosi;arvo
Petonen;unemployment;2021;17,9
Jynkkä;unemployment;2021;15,2
Puijonlaakso;unemployment;2021;11,4
Petonen;low_income;2021;19,8
Jynkkä;low_income;2021;..
Puijonlaakso;low_income;2021;12,1
"""
WEIGHTS = "unemployment:2,low_income:1"


async def test_a_city_runs_the_whole_programme_in_two_areas_and_traces_a_project_back(
    city: City, tmp_path: Path
) -> None:
    both = await prepare(city)
    await design_together(city, both)
    await budget(city, both)
    await build_and_evaluate(city, both)
    compared = await assert_views_follow_from_the_log(city.site.nc, ROOMS, tmp_path / "views", tmp_path / "anew")
    assert compared > 100


async def prepare(city: City) -> list[Pilot]:
    """Indicators compared, two areas chosen, no third one while both run."""
    petonen = await Pilot.in_area(city.site, "petonen", "Petonen", 7_000)
    jynkka = await Pilot.in_area(city.site, "jynkka", "Jynkkä", 5_000)
    third = await Pilot.in_area(city.site, "puijonlaakso", "Puijonlaakso", 4_000)
    coordinator = petonen.staff["area_coordinator"]
    answer = await sent(coordinator, "import?name=Tilastokeskus", FIGURES.encode())
    await coordinator.get(f"/comparison?weights={WEIGHTS}&wait_for={answer.body['position']}")
    for pilot in (petonen, jynkka):
        await pilot.start_programme(await coordinator.made("/selections", choice(pilot.area)))
    assert (await coordinator.post("/selections", choice(third.area))).outcome == (409, "pilots_full")
    return [petonen, jynkka]


def choice(area: str) -> dict[str, str]:
    return {"chosen": area, "theme": "Nuorten osallisuus", "weights": WEIGHTS}


async def design_together(city: City, both: list[Pilot]) -> None:
    await city.wait_until("2022-10-03")
    for pilot in both:
        await codesign.publish_situation_picture(pilot, "start", 2021)
        await codesign.hold_workshop(pilot, *[await pilot.resident(f"Työpajalainen {one}") for one in range(3)])
    await city.wait_until("2022-10-25")
    for pilot in both:
        await codesign.hold_outreach(pilot)
        await codesign.set_goal(pilot)
        await codesign.cut_package(pilot)
        await pilot.plan_round()


async def budget(city: City, both: list[Pilot]) -> None:
    voters = {pilot.area: [await pilot.resident(f"Asukas {one}") for one in range(6)] for pilot in both}
    await city.wait_until("2022-11-02")
    for pilot in both:
        await pilot.phase("ideas")
        await budgeting.give_ideas(pilot, voters[pilot.area][0])
        await budgeting.talk_about_ideas(pilot, *voters[pilot.area])
    await city.wait_until("2022-12-20")
    for pilot in both:
        await pilot.phase("planning")
        await budgeting.put_on_ballot(pilot)
    await city.wait_until("2023-03-02")
    for pilot in both:
        await until(pilot.staff["coordinator"], f"{pilot.in_round}/vote", "status", "open")
        await budgeting.vote(pilot, *voters[pilot.area])
    await city.wait_until("2023-03-20")
    for pilot in both:
        result = await budgeting.publish_result(pilot)
        assert result["result"]["contests"][0]["spent_cents"] == 4_900_000


async def build_and_evaluate(city: City, both: list[Pilot]) -> None:
    await city.wait_until("2023-04-05")
    for pilot in both:
        await building.start_projects(pilot)
    await city.wait_until("2023-07-14")
    for pilot in both:
        await building.build(pilot)
        await building.ask_residents(pilot)
    await city.wait_until("2023-08-05")
    for pilot in both:
        await building.answer_survey(pilot, *[await pilot.resident(f"Vastaaja {one}") for one in range(6)])
    await city.wait_until("2023-09-20")
    await building.import_follow_up(both[0])
    for pilot in both:
        report = await building.evaluate(pilot)
        await building.assert_traced_back(pilot, report)
        await figures.assert_money_adds_up(pilot)
        await figures.assert_funnel(pilot)
        await figures.assert_lead_times(pilot)
        await figures.assert_report_in_other_forms(pilot)
