"""Co-design: the situation picture, gatherings with what is said there, goals, lead measures and packages."""

from tests.gateway.front_door import Person
from tests.journeys.pilot import Pilot

SAID = "Nuorilla ei ole täällä mitään tekemistä iltaisin."


async def publish_situation_picture(pilot: Pilot, occasion: str, year: int) -> None:
    coordinator = pilot.staff["area_coordinator"]
    body = {"occasion": occasion, "year": year, "indicators": ["unemployment", "low_income"]}
    picture = await coordinator.made(f"{pilot.path}/programmes/{pilot.programme}/situation-pictures", body)
    one = f"{pilot.path}/situation-pictures/{picture}"
    sections = [{"heading": "Alue lyhyesti", "text": "Lapsia ja nuoria on paljon, harrastuspaikkoja vähän."}]
    await coordinator.did("PUT", f"{one}/sections", {"sections": sections})
    await coordinator.did("POST", f"{one}/publish")
    pilot.ids[f"picture at {occasion}"] = picture


async def hold_outreach(pilot: Pilot) -> None:
    """What is said there is written down without a network, and handed over twice."""
    worker, gathering = pilot.staff["outreach"], f"kauppa-{pilot.area}"
    one = f"{pilot.path}/gatherings/{gathering}"
    plan = {"programme": pilot.programme, "kind": "outreach", "title": "Kaupan edessä", "place": "Ostoskeskus"}
    times = {"starts_at": "2022-10-12T13:00:00Z", "ends_at": "2022-10-12T16:00:00Z"}
    await worker.did("PUT", one, {**plan, **times})
    said = [
        {"contribution": f"said-{pilot.area}-{number}", "text": text, "said_at": "2022-10-12T13:30:00Z", "age": age}
        for number, (text, age) in enumerate([(SAID, "under_18"), ("Lisää valoja kuntopolulle.", "65_over")])
    ]
    for _ in range(2):
        answer = await worker.post(f"{one}/contributions", {"items": said})
        assert [item["problem"] for item in answer.body["items"]] == [None, None]
    counts = {"counts": [{"count": 14, "age": "under_18"}, {"count": 9, "age": "65_over"}]}
    await worker.did("PUT", f"{one}/attendance/tabletti-1", counts)
    position = max(item["position"] for item in answer.body["items"])
    listed = (await worker.get(f"{one}/contributions?wait_for={position}")).body["items"]
    assert {item["id"] for item in listed} == {item["contribution"] for item in said}
    pilot.ids["said"] = said[0]["contribution"]


async def hold_workshop(pilot: Pilot, *residents: Person) -> None:
    """One place more than can come is asked for."""
    coordinator, one = pilot.staff["area_coordinator"], f"{pilot.path}/gatherings/tyopaja-{pilot.area}"
    plan = {"programme": pilot.programme, "kind": "area_workshop", "title": "Aluetyöpaja", "place": "Koulu"}
    times = {"starts_at": "2022-10-20T15:00:00Z", "ends_at": "2022-10-20T18:00:00Z"}
    await coordinator.did("PUT", one, {**plan, **times, "places": len(residents) - 1})
    for resident in residents[:-1]:
        await resident.did("PUT", f"{one}/registration")
    assert (await residents[-1].put(f"{one}/registration", {})).status == 409


async def set_goal(pilot: Pilot) -> None:
    body = {
        "title": "Nuorilla on paikka, jossa viihtyä",
        "indicator": "unemployment",
        "target": "15",
        "contribution": pilot.ids["said"],
    }
    path = f"{pilot.path}/programmes/{pilot.programme}/goals"
    pilot.ids["goal"] = await pilot.staff["area_coordinator"].made(path, body)


async def cut_package(pilot: Pilot) -> None:
    """From a measure of the investment programme that leads the programme; a resident comments, the city decides."""
    coordinator, measure = pilot.staff["area_coordinator"], f"lahiliikunta-{pilot.area}"
    one = f"{pilot.path}/measures/{measure}"
    dates = {"starts_on": "2023-01-01", "ends_on": "2023-09-30"}
    await coordinator.did("PUT", one, {"name": "Lähiliikuntapaikka", "cost_cents": 20_000_000, **dates})
    lead = {"programme": pilot.programme, "reason": "Vastaa siihen, mitä nuoret sanoivat."}
    await coordinator.did("PUT", f"{one}/lead", lead)
    body = {
        "programme": pilot.programme,
        "title": "Liikkuva Petonen",
        "plan": "Lähiliikuntapaikka ja mitä asukkaat sen ympärille budjetoivat.",
        "measures": [measure],
        "goals": [pilot.ids["goal"]],
        "budget_cents": 25_000_000,
        **dates,
    }
    package = await coordinator.made(f"{pilot.path}/packages", body)
    resident = await pilot.resident("Aino")
    await resident.made(f"{pilot.path}/packages/{package}/comments", {"text": "Valot myös talveksi!"})
    decision = {"decision": "go", "reason": "Asukkaat kannattavat."}
    await coordinator.did("POST", f"{pilot.path}/packages/{package}/decisions", decision)
    pilot.ids["package"] = package
