"""Devices make ids of their own: the same one in two areas names two things."""

from datetime import UTC, datetime, timedelta

from tests.gateway.front_door import AREA, Person, Site, until
from tests.gateway.test_gatherings import said, workshop
from tests.gateway.test_packages import MEASURE
from tests.gateway.test_surveys import QUESTIONS

OTHER = "saarijarvi"
GROUP = {"age": "18_29", "home": None}


async def planned(site: Site, area: str, name: str, people: int) -> tuple[Person, int]:
    """A measure, a survey and a gathering with what was said there, all called `name`; and where the log is then."""
    coordinator = await site.sign_in("coordinator", area=area)
    planner = await site.sign_in("area_coordinator", area=area)
    path, now = f"/areas/{area}", datetime.now(UTC)
    await coordinator.did("PUT", path, {"name": name, "eligible_voters": 100})
    programme = await coordinator.made(f"{path}/programmes", {"name": name})
    times = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    survey = {"title": name, "questions": QUESTIONS, "programme": programme, **times}
    await coordinator.did("PUT", f"{path}/surveys/a1", survey)
    await coordinator.did("PUT", f"{path}/gatherings/a1", workshop(programme=programme, title=name))
    spoken = {key: value for key, value in said(1).items() if key != "contribution"} | {"text": name}
    await coordinator.did("PUT", f"{path}/gatherings/a1/contributions/a1", spoken)
    counts = {"counts": [{**GROUP, "count": people}]}
    await coordinator.did("PUT", f"{path}/gatherings/a1/attendance/a1", counts)
    return coordinator, await planner.did("PUT", f"{path}/measures/a1", {**MEASURE, "name": name})


async def test_the_same_id_in_two_areas_names_two_things(site: Site) -> None:
    first, _ = await planned(site, AREA, "Petonen", 7)
    second, position = await planned(site, OTHER, "Saarijärvi", 9)
    for area, person, name, people in ((AREA, first, "Petonen", 7), (OTHER, second, "Saarijärvi", 9)):
        path = f"/areas/{area}"
        await until(person, f"{path}/surveys/a1", "title", name)
        await until(person, f"{path}/gatherings/a1", "title", name)
        await until(person, f"{path}/gatherings/a1/attendance", "total", people)
        assert [(await person.get(f"{path}/{kind}/a1")).body["id"] for kind in ("surveys", "gatherings")] == ["a1"] * 2
        [said_there] = (await person.get(f"{path}/gatherings/a1/contributions")).body["items"]
        assert (said_there["id"], said_there["text"]) == ("a1", name)
        [measure] = (await person.get(f"/measures?area={area}&wait_for={position}")).body["items"]
        assert (measure["id"], measure["name"]) == ("a1", name)
