"""A coordinator keeps a project's work with plain forms."""

import re

from aiohttp import FormData

from shared.contracts.projects import StartProject
from shared.contracts.rounds import Phase
from shared.messages import system
from shared.requests import new_id, send
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import Browser
from tests.gateway.test_pictures import photo

PAGE = f"/areas/{AREA}/projects/h1/implementation"


async def given(site: Site) -> int:
    """A project; its place in the log."""
    round_ = await Round.planned(site, Phase.IMPLEMENTATION)
    id_ = round_.path.rpartition("/")[2]
    start = StartProject(
        area=AREA, project="h1", title="Keinu", budget_cents=100_000, round=id_, proposal="p1", by=system("ideas")
    )
    return (await send(site.nc, start, new_id())).position


async def test_the_work_of_a_project_is_kept_until_it_is_ready(site: Site) -> None:
    position = await given(site)
    async with Browser(site) as coordinator:
        await coordinator.signs_in("coordinator")
        assert "Keinu" in await coordinator.sees(f"{PAGE}?position={position}")
        assert "Puistot" in (await coordinator.sends(f"{PAGE}/unit", [("unit", "Puistot")]))[1]
        wrong = [("title", "Perustukset"), ("due", "2020-06-01"), ("planned_cents", "paljon")]
        status, seen = await coordinator.sends(f"{PAGE}/milestone", wrong)
        assert (status, 'id="milestone-planned_cents-error"' in seen, 'value="paljon"' in seen) == (422, True, True)
        planned = [*wrong[:2], ("planned_cents", "500,50")]
        _, seen = await coordinator.sends(f"{PAGE}/milestone?lang=fi", planned)
        assert all(part in seen for part in ("Perustukset", "500,50", "myöhässä"))
        assert (await coordinator.sends(f"{PAGE}/finish", []))[0] == 409
        found = re.search(r"implementation/milestones/(\w+)/delay", seen)
        assert found
        step = found[1]
        status, seen = await coordinator.sends(
            f"{PAGE}/milestones/{step}/delay", [("due", "2021-06-01"), ("reason", "")]
        )
        assert (status, f'id="delay-{step}-reason-error"' in seen) == (422, True)
        delay = [("due", "2021-06-01"), ("reason", "Kova talvi.")]
        assert "Kova talvi." in (await coordinator.sends(f"{PAGE}/milestones/{step}/delay", delay))[1]
        reached = [("spent_cents", "450"), ("reached_on", "")]
        status, seen = await coordinator.sends(f"{PAGE}/milestones/{step}/reach?lang=fi", reached)
        assert (status, "450\N{NO-BREAK SPACE}€" in seen) == (200, True)
        day = [("on", "2030-06-01"), ("place", "Ranta"), ("places", "12")]
        assert "Ranta" in (await coordinator.sends(f"{PAGE}/work-day", day))[1]
        status, seen = await coordinator.sends(f"{PAGE}/finish?lang=fi", [])
        assert (status, "Valmis" in seen, f"{PAGE}/finish" in seen) == (200, True, False)


async def test_only_coordinators_keep_it(site: Site) -> None:
    await given(site)
    async with Browser(site) as resident:
        await resident.signs_in()
        assert (await resident.sends(f"{PAGE}/unit", [("unit", "Minä")]))[0] == 403


async def test_a_picture_belongs_to_its_milestone(site: Site) -> None:
    position = await given(site)
    async with Browser(site) as coordinator:
        await coordinator.signs_in("coordinator")
        await coordinator.sees(f"{PAGE}?position={position}")
        _, seen = await coordinator.sends(f"{PAGE}/milestone", [("title", "Perustukset"), ("due", "2030-06-01")])
        found = re.search(r"implementation/milestones/(\w+)/reach", seen)
        assert found
        step = found[1]
        wrong = FormData([("alt", ""), ("milestone", step)])
        wrong.add_field("file", photo(), filename="kuoppa.jpg", content_type="image/jpeg")
        status, seen = await coordinator.sends(f"{PAGE}/pictures/new", wrong)
        assert (status, f'value="{step}" selected' in seen) == (422, True)
        form = FormData([("alt", "Kuoppa on kaivettu"), ("milestone", step)])
        form.add_field("file", photo(), filename="kuoppa.jpg", content_type="image/jpeg")
        _, seen = await coordinator.sends(f"{PAGE}/pictures/new", form)
        assert seen.index("Kuoppa on kaivettu") < seen.index(f"milestones/{step}/reach")
