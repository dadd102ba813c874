"""Gatherings over HTTP: registered for, counted, and what was said there handed over by a device that was offline."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Answer, Json, Person, Round, Site

BEGIN = f"/areas/{AREA}"


def workshop(**changed: Any) -> Json:
    now = datetime.now(UTC)
    return {
        "kind": "area_workshop",
        "title": "Aluetyöpaja",
        "place": "Koulu",
        "starts_at": (now + timedelta(days=1)).isoformat(),
        "ends_at": (now + timedelta(days=1, hours=2)).isoformat(),
        **changed,
    }


async def begun(site: Site) -> tuple[Person, str]:
    """A coordinator, and the programme that has begun."""
    coordinator = await site.sign_in("coordinator")
    await coordinator.did("PUT", BEGIN, {"name": "Petonen", "eligible_voters": 100})
    return coordinator, await coordinator.made(f"{BEGIN}/programmes", {"name": "Lähiöohjelma"})


async def planned(site: Site, **changed: Any) -> tuple[Person, str]:
    coordinator, programme = await begun(site)
    await coordinator.did("PUT", f"{BEGIN}/gatherings/workshop", workshop(programme=programme, **changed))
    return coordinator, "workshop"


def said(number: int) -> Json:
    return {
        "contribution": f"tablet-{number}",
        "text": f"Sanottua {number}",
        "said_at": (datetime.now(UTC) - timedelta(days=2, minutes=60 - number)).isoformat(),
        "age": "18_29",
        "category": "traffic",
    }


async def listed(person: Person, path: str, **asked: Any) -> list[Json]:
    """All pages."""
    items: list[Json] = []
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    after = ""
    while True:
        page = (await person.get(f"{path}?{query}{after}")).body
        items += page["items"]
        if page["next"] is None:
            return items
        after = f"&after={page['next']}"


async def test_what_a_tablet_wrote_down_offline_is_stored_once_however_it_is_sent(site: Site) -> None:
    coordinator, programme = await begun(site)
    worker = await site.sign_in("outreach")
    path = f"{BEGIN}/gatherings/tablet-trip"
    trip = workshop(
        programme=programme, kind="outreach", starts_at="2027-01-01T09:00:00Z", ends_at="2027-01-01T12:00:00Z"
    )
    await worker.did("PUT", path, trip)
    await worker.did("POST", f"{path}/cancel", {"reason": "Satoi."})
    written = [said(number) for number in range(30)]
    pieces = [written[:12], written[8:], written, written]
    answers = await asyncio.gather(*(worker.post(f"{path}/contributions", {"items": piece}) for piece in pieces))
    positions = [item["position"] for answer in answers for item in answer.body["items"]]
    assert all(positions)
    assert len(set(positions)) == 30
    stored = await listed(worker, f"{path}/contributions", limit=7, wait_for=max(positions))
    assert [item["id"] for item in stored] == [item["contribution"] for item in written]
    goal = {"title": "Valoa alikulkuun", "contribution": "tablet-3"}
    made = await coordinator.post(f"{BEGIN}/programmes/{programme}/goals", goal)
    lineage = f"{BEGIN}/contributions/tablet-3?wait_for={made.body['position']}"
    assert (await worker.get(lineage)).body["became"] == [{"kind": "goal", "id": made.body["id"]}]
    (shown,) = (await worker.get(f"{BEGIN}/programmes/{programme}/goals")).body["items"]
    assert (shown["title"], shown["contribution"]) == ("Valoa alikulkuun", "tablet-3")


async def test_a_contribution_becomes_an_idea_a_comment_and_a_goal_and_tells_so(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    programme = (await round_.coordinator.get(round_.path)).body["programme"]
    worker = await site.sign_in("outreach")
    await worker.did("PUT", f"{BEGIN}/gatherings/trip", workshop(programme=programme, kind="outreach"))
    await worker.post(f"{BEGIN}/gatherings/trip/contributions", {"items": [said(1)]})
    mine = {"contribution": "tablet-1"}
    idea = await worker.made(
        f"{round_.path}/ideas", {"title": "Valoja", "text": "Alikulkuun", "on_behalf": True, **mine}
    )
    await round_.moderator.did("POST", f"{BEGIN}/ideas/{idea}/publish")
    comment = await round_.coordinator.made(f"{BEGIN}/ideas/{idea}/comments", {"text": "Sanottu torilla.", **mine})
    goals = f"{BEGIN}/programmes/{programme}/goals"
    goal = await round_.coordinator.post(goals, {"title": "Valoisa alikulku", **mine})
    told = await worker.get(f"{BEGIN}/contributions/tablet-1?wait_for={goal.body['position']}")
    assert told.body["became"] == [
        {"kind": "idea", "id": idea},
        {"kind": "comment", "id": comment},
        {"kind": "goal", "id": goal.body["id"]},
    ]
    grown = f"{BEGIN}/gatherings/trip/grown?wait_for={goal.body['position']}"
    items = (await Person(site.http).get(grown)).body["items"]
    assert {(one["kind"], one["title"], one.get("idea", "")) for one in items} == {
        ("idea", "Valoja", ""),
        ("comment", "", idea),
        ("goal", "Valoisa alikulku", ""),
    }
    hidden = await round_.moderator.did("POST", f"{BEGIN}/ideas/{idea}/hide", {"reason": "Nimi tekstissä"})
    grown = f"{BEGIN}/gatherings/trip/grown?wait_for={hidden}"
    assert "Valoja" not in str((await Person(site.http).get(grown)).body)


async def test_one_bad_item_does_not_hold_up_the_others(site: Site) -> None:
    coordinator, id_ = await planned(site)
    path = f"{BEGIN}/gatherings/{id_}/contributions"
    await coordinator.post(path, {"items": [said(1)]})
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    bad = [{**said(1), "text": "Muuta"}, {"text": "?"}, {**said(3), "said_at": ahead}, {**said(4), "text": " \n"}, 5]
    outcomes = (await coordinator.post(path, {"items": [*bad, said(6)]})).body["items"]
    codes = [item["problem"]["code"] if item["problem"] else None for item in outcomes]
    assert codes == ["id_taken", "malformed", "not_said_yet", "malformed", "malformed", None]


async def test_too_many_at_once_or_no_list_at_all_is_refused_as_a_whole(site: Site) -> None:
    coordinator, id_ = await planned(site)
    path = f"{BEGIN}/gatherings/{id_}/contributions"
    assert (await coordinator.post(path, {"items": [said(1)] * 201})).outcome == (422, "malformed")
    assert (await coordinator.post(path, {})).outcome == (422, "malformed")


async def test_what_was_said_is_for_those_who_wrote_it_down(site: Site) -> None:
    coordinator, id_ = await planned(site)
    path = f"{BEGIN}/gatherings/{id_}/contributions"
    resident = await site.sign_in("resident")
    assert (await resident.get(path)).outcome == (403, "not_your_role")
    assert (await resident.post(path, {"items": [said(1)]})).outcome == (403, "not_your_role")
    await coordinator.did(
        "PUT", f"{path}/tablet-2", {name: value for name, value in said(2).items() if name != "contribution"}
    )
    unknown = f"{BEGIN}/gatherings/nowhere/contributions/tablet-2"
    body = {"text": "Valoja", "said_at": "2027-01-01T09:00:00Z"}
    assert (await coordinator.put(unknown, body)).outcome == (404, "unknown_gathering")


async def test_a_race_for_places_never_exceeds_them(site: Site) -> None:
    coordinator, id_ = await planned(site, places=3)
    path = f"{BEGIN}/gatherings/{id_}"
    residents = [await site.sign_in("resident", f"Asukas {number}") for number in range(8)]
    answers: list[Answer] = await asyncio.gather(*(one.put(f"{path}/registration", {}) for one in residents))
    taken = [answer.body["position"] for answer in answers if answer.status == 200]
    assert len(taken) == 3
    assert {answer.outcome for answer in answers if answer.status != 200} == {(409, "gathering_full")}
    shown = await coordinator.get(f"{path}?wait_for={max(taken)}")
    assert shown.body["registered"] == 3
    assert not any(person.id in str(shown.body) for person in residents)


async def test_residents_see_what_they_are_registered_for_and_may_withdraw(site: Site) -> None:
    _, id_ = await planned(site)
    resident = await site.sign_in("resident")
    path = f"{BEGIN}/gatherings/{id_}/registration"
    position = await resident.did("PUT", path, {})
    mine = f"{BEGIN}/registrations?wait_for="
    assert (await resident.get(f"{mine}{position}")).body == {"gatherings": [id_]}
    left = await resident.did("DELETE", path)
    assert (await resident.get(f"{mine}{left}")).body == {"gatherings": []}


async def test_counts_of_several_devices_add_up_by_group(site: Site) -> None:
    coordinator, id_ = await planned(site)
    path = f"{BEGIN}/gatherings/{id_}/attendance"
    await coordinator.did("PUT", f"{path}/tablet-1", {"counts": [{"count": 9, "age": "under_18", "home": AREA}]})
    await coordinator.did("PUT", f"{path}/tablet-1", {"counts": [{"count": 2, "age": "under_18", "home": AREA}]})
    both = [{"count": 3, "age": "under_18", "home": AREA}, {"count": 4}]
    position = await coordinator.did("PUT", f"{path}/tablet-2", {"counts": both})
    told = (await coordinator.get(f"{path}?wait_for={position}")).body
    assert told["total"] == 9
    assert [(one["group"]["age"], one["count"]) for one in told["counts"]] == [("under_18", 5), ("unknown", 4)]
