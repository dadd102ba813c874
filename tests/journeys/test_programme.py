"""The whole cycle, in the pilot's order and money: two areas, 50 000 € each, from Q4/2022 to Q3/2023."""

from tests.gateway.test_need import sent
from tests.journeys.conftest import City
from tests.journeys.pilot import Pilot

FIGURES = """alue;hyvinvointitieto;vuosi;arvo
Petonen;unemployment;2021;17,9
Jynkkä;unemployment;2021;15,2
Puijonlaakso;unemployment;2021;11,4
Petonen;low_income;2021;19,8
Jynkkä;low_income;2021;..
Puijonlaakso;low_income;2021;12,1
"""
WEIGHTS = "unemployment:2,low_income:1"


async def test_a_city_runs_the_whole_programme_in_two_areas_and_traces_a_project_back(city: City) -> None:
    petonen = await Pilot.in_area(city.site, "petonen", "Petonen", 7_000)
    jynkka = await Pilot.in_area(city.site, "jynkka", "Jynkkä", 5_000)
    await Pilot.in_area(city.site, "puijonlaakso", "Puijonlaakso", 4_000)
    both = (petonen, jynkka)
    await choose_areas(city, petonen, jynkka)
    for pilot in both:
        await pilot.plan_round()

    await city.wait_until("2022-11-02")
    for pilot in both:
        await pilot.phase("ideas")
        aino = await pilot.resident("Aino")
        for title in ("Frisbeegolfrata", "Penkit Pyörön rantaan", "Valot kuntopolulle"):
            pilot.ids[title] = await pilot.give_idea(aino, title)

    await city.wait_until("2022-12-20")
    for pilot in both:
        await pilot.phase("planning")


async def choose_areas(city: City, *pilots: Pilot) -> None:
    area_coordinator = pilots[0].staff["area_coordinator"]
    answer = await sent(area_coordinator, "import?name=Tilastokeskus", FIGURES.encode())
    assert answer.status == 200, answer.body
    await area_coordinator.get(f"/comparison?weights={WEIGHTS}&wait_for={answer.body['position']}")
    for pilot in pilots:
        body = {"chosen": pilot.area, "theme": "Nuorten osallisuus", "weights": WEIGHTS}
        await pilot.start_programme(await area_coordinator.made("/selections", body))
