"""The pages of situation pictures and of the report."""

import pytest

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Site, timetable, until
from tests.gateway.test_evaluations import evaluated
from tests.gateway.test_situation_pictures import Programme, seen, started


async def shown(site: Site, path: str, status: int = 200) -> str:
    async with site.http.get(path) as response:
        assert response.status == status
        return await response.text()


async def told_of(site: Site) -> Programme:
    programme = await started(site)
    await seen(programme.planner, f"{programme.path}/evaluation", await evaluated(programme))
    return programme


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Tilannekuva: Petonen"), ("sv", "Lägesbild: Petonen"), ("en", "Situation picture")]
)
async def test_the_newest_picture_is_shown_with_its_figures_and_words(site: Site, language: str, words: str) -> None:
    await told_of(site)
    page = await shown(site, f"/areas/{AREA}/picture?lang={language}")
    assert words in page
    assert "Uusi koulu valmistui." in page
    assert "Tilastokeskus" in page
    assert "/report" in page


async def test_an_earlier_picture_can_be_read(site: Site) -> None:
    programme = await told_of(site)
    listed = (await programme.planner.get(f"/areas/{AREA}/situation-pictures")).body["items"]
    first = listed[-1]
    page = await shown(site, f"/areas/{AREA}/picture?lang=en&picture={first['picture']}&version={first['version']}")
    assert "18.5\N{NO-BREAK SPACE}%" in page
    await shown(site, f"/areas/{AREA}/picture?picture=none&version=1", 404)


async def test_start_and_evaluation_stand_side_by_side_with_bars_and_a_table(site: Site) -> None:
    await told_of(site)
    page = await shown(site, f"/areas/{AREA}/picture/compare?lang=en")
    assert '<rect class="part-1" width="86.486" height="4"/>' in page
    assert "-2.5\N{NO-BREAK SPACE}percentage points, better" in page


async def test_figures_that_one_picture_alone_shows_are_told_in_it(site: Site) -> None:
    programme = await started(site)
    await programme.figures(2024, unemployment="18.5", low_income="20", morbidity="104")
    await programme.drawn("start", 2025, "unemployment", "low_income")
    drawn = await programme.drawn("evaluation", 2026, "unemployment", "morbidity")
    published = await programme.planner.did("POST", f"{drawn}/publish")
    await seen(programme.planner, f"{programme.path}/situation-pictures/compare", published)
    page = await shown(site, f"/areas/{AREA}/picture/compare?lang=en")
    _, start, evaluation = page.partition("</table>")[2].split("Figures that only this picture shows")
    assert "People with a low income: 20\N{NO-BREAK SPACE}% (2024, neighbourhood)" in start
    assert "Morbidity index: 104 (2024, neighbourhood)" in evaluation
    assert "Unemployment" not in start


async def test_an_area_without_pictures_says_so(site: Site) -> None:
    await started(site)
    assert "No situation picture" in await shown(site, f"/areas/{AREA}/picture?lang=en")
    assert "not yet two pictures" in await shown(site, f"/areas/{AREA}/picture/compare?lang=en")
    assert "/picture" not in await shown(site, f"/areas/{AREA}?lang=en")


async def test_the_area_page_leads_to_its_picture(site: Site) -> None:
    await told_of(site)
    assert f'href="/areas/{AREA}/picture?lang=en"' in await shown(site, f"/areas/{AREA}?lang=en")


@pytest.mark.parametrize(("language", "words"), [("fi", "Luvut ennen ja nyt"), ("sv", "Siffrorna då och nu")])
async def test_the_report_is_a_page(site: Site, language: str, words: str) -> None:
    programme = await told_of(site)
    page = await shown(site, f"{programme.path}/report?lang={language}")
    assert words in page
    assert f"report.pdf?lang={language}" in page
    await shown(site, f"/areas/{AREA}/programmes/none/report", 404)


async def test_the_area_page_leads_to_the_report_of_its_rounds_programme(site: Site) -> None:
    programme = await told_of(site)
    plan = {"name": "Kierros", "programme": programme.id, "budget_cents": 100, "timetable": timetable(Phase.IDEAS)}
    coordinator = await site.sign_in("coordinator")
    round_ = await coordinator.made(f"/areas/{AREA}/rounds", {**plan, "limits": {"max_choices": 1}, "trial": True})
    await until(coordinator, f"/areas/{AREA}/rounds/{round_}", "id", round_)
    assert f'href="{programme.path}/report?lang=en"' in await shown(site, f"/areas/{AREA}?lang=en")
