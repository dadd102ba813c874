"""A round from its planning to its projects, through the front door alone."""

import asyncio

from shared.contracts.areas import Phase
from tests.gateway.browser import AREA, Person, Site, begin, has_begun, timetable

ROUND = {"name": "Kierros 2026", "budget_cents": 5_000_000}


async def plan(coordinator: Person, phase: Phase, **limits: int) -> str:
    await coordinator.put(f"/areas/{AREA}", {"name": "Petonen", "eligible_voters": 100})
    programme = await coordinator.post(f"/areas/{AREA}/programmes", {"name": "Petosen ohjelma"})
    round_ = await coordinator.post(
        f"/areas/{AREA}/rounds",
        {**ROUND, "programme": programme.body["id"], "timetable": timetable(phase), "limits": limits},
    )
    assert round_.status == 201, round_.body
    return f"/areas/{AREA}/rounds/{round_.body['id']}"


async def move_to(coordinator: Person, round_: str, phase: Phase) -> int:
    """Let the phases up to `phase` begin now; those that have begun keep their time."""
    phases = (await coordinator.get(round_)).body["timetable"]["phases"]
    moved = {"phases": [item if has_begun(item) else begin(item, phase) for item in phases]}
    answer = await coordinator.put(f"{round_}/timetable", {"timetable": moved})
    assert answer.status == 200, answer.body
    position: int = answer.body["position"]
    return position


async def test_a_round_is_planned_filled_voted_on_and_seen(site: Site) -> None:
    coordinator, expert = await site.sign_in("coordinator"), await site.sign_in("expert")
    resident = await site.sign_in("resident")
    round_ = await plan(coordinator, Phase.IDEAS)
    idea = await resident.post(f"{round_}/ideas", {"title": "Penkki", "text": "Puistoon"})
    assert idea.status == 201
    seen = await coordinator.get(f"/areas/{AREA}/ideas/{idea.body['id']}?wait_for={idea.body['position']}")
    assert seen.body["title"] == "Penkki", seen
    print(seen)
