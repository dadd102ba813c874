"""Surveys over HTTP, and on a phone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.gateway.front_door import AREA, Person, Site, until

QUESTIONS = [
    {"id": "q1", "kind": "rating", "text": "Miten viihtyisä puisto on?"},
    {"id": "q2", "kind": "choice", "text": "Missä käyt?", "choices": ["Puistossa", "Rannalla"]},
    {"id": "q3", "kind": "yes_no_unsure", "text": "Olisitko mukana uudelleen?"},
    {"id": "q4", "kind": "free_text", "text": "Mitä puuttuu?"},
]


async def planned(site: Site, opens_in: timedelta = timedelta(minutes=-1)) -> tuple[Person, str]:
    """The coordinator, and the path of a survey."""
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    programme = await coordinator.made(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma"})
    now = datetime.now(UTC)
    terms = {"title": "Uusi puisto", "questions": QUESTIONS, "programme": programme}
    times = {"opens_at": (now + opens_in).isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    survey = await coordinator.made(f"/areas/{AREA}/surveys", {**terms, **times})
    return coordinator, f"/areas/{AREA}/surveys/{survey}"


def answers(**values: str) -> dict[str, Any]:
    return {"answers": [{"question": question, "value": value} for question, value in values.items()]}


async def closed(coordinator: Person, path: str) -> dict[str, Any]:
    await coordinator.did("POST", f"{path}/close", {"reason": "Riittää"})
    for _ in range(200):
        found = (await coordinator.get(path)).body
        if found["results"]:
            return found
    raise AssertionError(found)


async def test_residents_answer_and_everybody_sees_what_came_of_it(site: Site) -> None:
    coordinator, path = await planned(site)
    for number, rating in enumerate("55442"):
        resident = await site.sign_in("resident", f"Asukas {number}")
        await resident.did("PUT", f"{path}/answers/mine", answers(q1=rating, q4="Penkkejä"))
    assert (await resident.get(f"{path}/answers/mine")).body == answers(q1="2", q4="Penkkejä")
    clerk = await site.sign_in("outreach")
    position = await clerk.did("PUT", f"{path}/entered/device-1", answers(q1="4") | {"age": "65_over"})
    assert (await resident.get(f"{path}?wait_for={position}")).body["answers"] is None
    assert (await clerk.get(f"{path}?wait_for={position}")).body["answers"] == 6
    results = (await closed(coordinator, path))["results"]
    assert (results["answers"], results["questions"][0]["mean"]) == (6, "4.00")
    moderator = await site.sign_in("moderator")
    texts = (await moderator.get(f"{path}/texts")).body["items"]
    assert [one["text"] for one in texts] == ["Penkkejä"] * 5
    published = {"question": "q4"}
    await moderator.did("POST", f"{path}/texts/{texts[0]['answer']}/publish", published)
    await until(resident, path, "quotes", [{"question": "q4", "text": "Penkkejä"}])


async def test_nobody_answers_for_others(site: Site) -> None:
    coordinator, path = await planned(site)
    assert (await coordinator.put(f"{path}/answers/mine", answers(q1="5"))).outcome == (403, "not_your_role")
    elsewhere = await site.sign_in("resident", area="saarijarvi")
    assert (await elsewhere.put(f"{path}/answers/mine", answers(q1="5"))).outcome == (403, "not_your_role")
