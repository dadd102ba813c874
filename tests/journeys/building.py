"""Implementation and evaluation: projects built, residents asked, indicators set beside the starting point."""

from tests.gateway.front_door import Json, Person, until
from tests.gateway.test_need import sent
from tests.journeys.budgeting import WINNERS
from tests.journeys.codesign import publish_situation_picture
from tests.journeys.pilot import Pilot

FOLLOW_UP = """alue;hyvinvointitieto;vuosi;arvo
Petonen;unemployment;2023;15,8
Jynkkä;unemployment;2023;15,4
Petonen;low_income;2023;19,1
"""


async def start_projects(pilot: Pilot) -> None:
    async def listed() -> list[Json]:
        return list((await pilot.staff["coordinator"].get(f"{pilot.in_round}/projects")).body["items"])

    while len(projects := await listed()) < len(WINNERS):
        pass
    pilot.ids |= {f"project {project['title']}": project["id"] for project in projects}


async def build(pilot: Pilot) -> None:
    for title, cents in (("Frisbeegolfrata", 2_850_000), ("Valot kuntopolulle", 2_000_000)):
        one = f"{pilot.path}/projects/{pilot.ids[f'project {title}']}"
        coordinator = pilot.staff["coordinator"]
        milestone = await coordinator.made(f"{one}/milestones", {"title": "Valmis käyttöön", "due": "2023-07-15"})
        await coordinator.did("POST", f"{one}/milestones/{milestone}/reach", {"spent_cents": cents})
        await coordinator.did("POST", f"{one}/implement")
        await until(coordinator, one, "implemented", value=True)


async def ask_residents(pilot: Pilot) -> None:
    one = f"{pilot.path}/surveys/kysely-{pilot.area}"
    questions = [
        {"id": "mieli", "kind": "rating", "text": "Mitä pidät uudesta radasta?"},
        {"id": "sana", "kind": "free_text", "text": "Mitä haluat sanoa?"},
    ]
    plan = {
        "programme": pilot.programme,
        "about": {"kind": "project", "id": pilot.ids["project Frisbeegolfrata"]},
        "title": "Miltä rata tuntuu?",
        "questions": questions,
        "opens_at": "2023-08-01T08:00:00Z",
        "closes_at": "2023-08-20T20:00:00Z",
    }
    await pilot.staff["coordinator"].did("PUT", one, plan)
    pilot.ids["survey"] = f"kysely-{pilot.area}"


async def answer_survey(pilot: Pilot, *residents: Person) -> None:
    one = f"{pilot.path}/surveys/{pilot.ids['survey']}"
    for resident in residents:
        await resident.did("PUT", f"{one}/answers/mine", {"answers": [{"question": "mieli", "value": "5"}]})


async def evaluate(pilot: Pilot) -> Json:
    """The report, from indicators at the follow-up year to the goals."""
    coordinator = pilot.staff["area_coordinator"]
    await publish_situation_picture(pilot, "evaluation", 2023)
    judged = {
        "outcome": "partly",
        "evidence": "Rata on käytössä joka ilta.",
        "baseline_year": 2021,
        "follow_up_year": 2023,
        "survey": pilot.ids["survey"],
    }
    await coordinator.did("POST", f"{pilot.path}/goals/{pilot.ids['goal']}/judge", judged)
    of_programme = f"{pilot.path}/programmes/{pilot.programme}"
    years = {"baseline_year": 2021, "follow_up_year": 2023, "indicators": ["unemployment", "low_income"]}
    evaluation = await coordinator.made(f"{of_programme}/evaluations", years)
    words = {"summary": "Alueella viihdytään paremmin.", "next_steps": "Seuraavaksi Puijonlaakso."}
    position = await coordinator.did("POST", f"{pilot.path}/evaluations/{evaluation}/publish", words)
    return (await coordinator.get(f"{of_programme}/report?wait_for={position}")).body


async def import_follow_up(pilot: Pilot) -> None:
    answer = await sent(pilot.staff["area_coordinator"], "import?name=Tilastokeskus", FOLLOW_UP.encode())
    assert answer.status == 200, answer.body


async def assert_traced_back(pilot: Pilot, report: Json) -> None:
    """From a project of the report to what was said in the street, and to the indicator that chose the area."""
    project = next(one for one in report["projects"] if one["project"]["title"] == "Frisbeegolfrata")
    lineage = (await pilot.staff["resident"].get(f"{pilot.path}/projects/{project['project']['id']}/lineage")).body[
        "nodes"
    ]
    found = behind(lineage)
    assert [node["thing"] for node in found if node["kind"] == "contribution"] == [pilot.ids["said"]]
    chosen_by = {node["thing"]: node["value"] for node in found if node["kind"] == "indicator"}
    assert chosen_by["unemployment"] == {"petonen": "17.9", "jynkka": "15.2"}[pilot.area]
    assert {node["kind"] for node in found} >= {"proposal", "idea", "gathering", "programme", "selection"}


def behind(nodes: list[Json]) -> list[Json]:
    """All that the first one came from, by way of parents alone."""
    by_key, reached = {node["key"]: node for node in nodes}, [nodes[0]["key"]]
    for key in reached:
        reached += [parent for parent in by_key[key]["parents"] if parent not in reached]
    return [by_key[key] for key in reached]
