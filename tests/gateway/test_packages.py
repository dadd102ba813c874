"""From lead measures to a project package and the round that plans a part of it, over HTTP."""

from typing import Any

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Json, Person, Site, timetable
from tests.gateway.test_gatherings import BEGIN, begun

MEASURE = {"name": "Koulu", "cost_cents": 900_000, "starts_on": "2027-05-01", "ends_on": "2027-12-31"}


def yard(programme: str, **changed: Any) -> Json:
    return {
        "programme": programme,
        "title": "Koulun piha",
        "plan": "Penkkejä ja valoja.",
        "measures": ["school"],
        "budget_cents": 500_000,
        "starts_on": "2027-06-01",
        "ends_on": "2027-09-30",
        **changed,
    }


async def led(site: Site) -> tuple[Person, str]:
    """A coordinator and a programme that a measure leads."""
    coordinator, programme = await begun(site)
    planner = await site.sign_in("area_coordinator")
    await planner.did("PUT", f"{BEGIN}/measures/school", MEASURE)
    lead = {"programme": programme, "reason": "Nuoret kokoontuvat siellä."}
    await coordinator.did("PUT", f"{BEGIN}/measures/school/lead", lead)
    return coordinator, programme


async def cut(site: Site) -> tuple[Person, str, str]:
    coordinator, programme = await led(site)
    goal = await coordinator.made(f"{BEGIN}/programmes/{programme}/goals", {"title": "Turvallinen piha"})
    package = await coordinator.made(f"{BEGIN}/packages", yard(programme, goals=[goal]))
    return coordinator, programme, package


async def test_a_package_is_cut_revised_and_decided_on(site: Site) -> None:
    coordinator, programme, package = await cut(site)
    path = f"{BEGIN}/packages/{package}"
    revised = yard(programme, title="Koulun piha ja polku")
    del revised["programme"]
    await coordinator.did("PUT", path, revised)
    await coordinator.did("POST", f"{path}/decisions", {"decision": "change", "reason": "Polku puuttui."})
    position = await coordinator.did("POST", f"{path}/decisions", {"decision": "go", "reason": "Nyt hyvä."})
    shown = (await coordinator.get(f"{path}?wait_for={position}")).body
    assert shown["title"] == "Koulun piha ja polku"
    assert [one["decision"] for one in shown["decisions"]] == ["change", "go"]
    assert [one["id"] for one in (await coordinator.get(f"{BEGIN}/packages")).body["items"]] == [package]
    (measure,) = (await coordinator.get(f"/measures?area={AREA}")).body["items"]
    assert (measure["leads"], measure["lead_reason"]) == (programme, "Nuoret kokoontuvat siellä.")


async def test_it_is_cut_from_lead_measures_of_its_own_programme(site: Site) -> None:
    coordinator, programme = await led(site)
    await coordinator.did("POST", f"{BEGIN}/measures/school/lead/drop", {"reason": "Siirtyi."})
    refused = await coordinator.post(f"{BEGIN}/packages", yard(programme))
    assert refused.outcome == (409, "not_leading")
    unknown = await coordinator.post(f"{BEGIN}/packages", yard("nowhere"))
    assert unknown.outcome == (404, "unknown_programme")


async def test_its_goals_were_set_for_its_own_programme(site: Site) -> None:
    coordinator, programme = await led(site)
    other = await coordinator.made(f"/areas/{AREA}/programmes", {"name": "Toinen ohjelma"})
    goal = await coordinator.made(f"{BEGIN}/programmes/{other}/goals", {"title": "Toisen tavoite"})
    refused = await coordinator.post(f"{BEGIN}/packages", yard(programme, goals=[goal]))
    assert refused.outcome == (404, "unknown_goal")


async def test_residents_comment_and_a_moderator_hides(site: Site) -> None:
    coordinator, _, package = await cut(site)
    path = f"{BEGIN}/packages/{package}/comments"
    resident, moderator = await site.sign_in("resident"), await site.sign_in("moderator")
    made = [await resident.post(path, {"text": text}) for text in ("Hieno!", "Rumaa")]
    listed = await coordinator.get(f"{path}?wait_for={made[1].body['position']}")
    assert [one["text"] for one in listed.body["items"]] == ["Rumaa", "Hieno!"]
    assert resident.id not in str(listed.body)
    hide = f"{BEGIN}/package-comments/{made[1].body['id']}/hide"
    position = await moderator.did("POST", hide, {"reason": "Asiaton."})
    shown = (await resident.get(f"{path}?wait_for={position}")).body["items"]
    assert [one["text"] for one in shown] == ["Hieno!"]
    assert (await resident.get(f"{path}?status=hidden")).outcome == (403, "not_your_role")
    (hidden,) = (await moderator.get(f"{path}?status=hidden")).body["items"]
    assert hidden["reason"] == "Asiaton."


async def test_a_round_names_a_package_that_exists(site: Site) -> None:
    coordinator, programme, package = await cut(site)
    round_ = {
        "programme": programme,
        "name": "Piha",
        "budget_cents": 100,
        "timetable": timetable(Phase.IDEAS),
        "trial": True,
        "package": package,
    }
    planned = await coordinator.post(f"{BEGIN}/rounds", round_)
    shown = await coordinator.get(f"{BEGIN}/rounds/{planned.body['id']}?wait_for={planned.body['position']}")
    assert shown.body["package"] == package
    assert (await coordinator.post(f"{BEGIN}/rounds", round_ | {"package": "x"})).outcome == (404, "unknown_package")
