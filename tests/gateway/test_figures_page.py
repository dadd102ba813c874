"""The page of an area's figures, and of what a project came from, after a whole round."""

import asyncio
from datetime import UTC, datetime

import pytest

from services.gateway.pages.projects.lineage import Chosen, figure_of_choice
from services.gateway.report.figures import with_unit
from shared.contracts.indicators import Direction, IndicatorView, Names, Topic
from shared.contracts.lineage import LineageNode, NodeKind
from shared.contracts.rounds import Phase
from shared.texts import Language
from tests.gateway.front_door import AREA, Round, Site, started, until


async def read(site: Site, path: str) -> str:
    async with site.http.get(f"{path}?lang=en") as response:
        assert response.status == 200, await response.text()
        return await response.text()


async def test_a_rounds_figures_and_a_projects_lineage_are_shown(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    (proposal,) = await round_.opened(resident, 10_000_00)
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    assert "Groups are told when the result of the vote is published." in await read(site, f"/areas/{AREA}/figures")
    await round_.move_to(Phase.RESULT)
    await round_.published(site)
    project = await funded(site, round_, proposal)
    lineage = (await resident.get(f"/areas/{AREA}/projects/{project}/lineage")).body["nodes"]
    assert [node["kind"] for node in lineage][:2] == ["project", "proposal"]
    page = await read(site, f"/areas/{AREA}/projects/{project}/lineage")
    assert "Idea: Idea 0" in page
    assert "Programme: Petosen ohjelma" in page

    page = await read(site, f"/areas/{AREA}/figures")
    assert ("not told" in page, "By home" in page, "Groups are told" in page) == (True, True, False)
    assert "€0" in page  # a rehearsal
    assert f"/areas/{AREA}/projects/{project}/lineage" in page
    funnel = (await resident.get(f"{round_.path}/funnel")).body
    assert {step["step"]: step["people"] for step in funnel["steps"]}["gave"] is None
    assert (await resident.get("/money")).body["together"]["funded"] == 0


async def funded(site: Site, round_: Round, proposal: str) -> str:
    project = await started(site, round_, proposal)
    await until(round_.coordinator, f"{round_.path}/participation", "funded", 1)
    async with asyncio.timeout(20):
        while (await round_.coordinator.get(f"/areas/{AREA}/projects/{project}/lineage")).status != 200:
            await asyncio.sleep(0.05)
    return project


async def test_an_area_nobody_registered_has_no_figures(site: Site) -> None:
    async with site.http.get("/areas/nowhere/figures") as response:
        assert response.status == 404


@pytest.mark.parametrize(("value", "words"), [("19.8", "19,8\N{NO-BREAK SPACE}%"), (None, "ei tiedossa")])
def test_a_figure_that_the_area_was_chosen_by_is_told_as_people_read_it(value: str | None, words: str) -> None:
    names = Names("Pienituloisten osuus", "Andel med låga inkomster", "People with a low income")
    indicator = IndicatorView("low_income", names, Topic.INCOME, "%", Direction.HIGHER)
    at = datetime(2027, 1, 1, tzinfo=UTC)
    node = LineageNode("k", NodeKind.INDICATOR, "", "low_income", 5, at, value=value)
    assert figure_of_choice(Language.FINNISH, node, indicator) == Chosen("Pienituloisten osuus", words)


def test_a_figure_on_a_scale_is_told_apart_from_the_scale() -> None:
    names = Names("Tyytyväisyys", "Nöjdhet", "Satisfaction")
    scale = IndicatorView("resident_survey", names, Topic.SURVEYS, "1–5", Direction.LOWER)
    assert with_unit(Language.FINNISH, "3.4", scale) == "3,4\N{NO-BREAK SPACE}(1–5)"


async def test_the_timeline_shows_every_phase_of_the_rounds(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    page = await read(site, f"/areas/{AREA}/timeline")
    assert all(words in page for words in ("Timeline of the programme", "Kierros", "Voting", 'class="stack"'))


async def test_an_area_nobody_registered_has_no_timeline(site: Site) -> None:
    async with site.http.get("/areas/nowhere/timeline") as response:
        assert response.status == 404
