"""What coordinators do at the desk: each step in a real browser, also where it goes wrong, narrow and wide."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from services.gateway.pages.finnish_time import as_typed
from shared.contracts.projects import StartProject
from shared.contracts.rounds import Phase
from shared.messages import system
from shared.requests import new_id, send
from tests.browser.conftest import SEEN
from tests.browser.own_site import OwnSite, own_site
from tests.browser.visitor import PHONE, Visitor
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pictures import photo

PLAN, PROJECT = f"/areas/{AREA}/plan", f"/areas/{AREA}/projects/h1"
WRONG = "alue;hyvinvointitieto;vuosi;arvo\nPetonen;unemployment;2025;paljon\nJynkkä;unemployment;2025;9\n"
TABLE = "alue;hyvinvointitieto;vuosi;arvo\n" + "\n".join(
    f"{area};{indicator};2025;{value}"
    for area, values in (("Petonen", ("18,5", "20")), ("Jynkkä", ("9", "25")))
    for indicator, value in zip(("unemployment", "low_income"), values, strict=True)
)


@pytest.fixture(scope="module")
def city(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """Two areas; in one a programme runs, with a measure of the city and a project under way."""
    with own_site(tmp_path_factory.mktemp("city")) as own:
        own.does(_prepared)
        yield own


async def _prepared(site: Site) -> None:
    elsewhere = await site.sign_in("coordinator", area="jynkka")
    await elsewhere.did("PUT", "/areas/jynkka", {"name": "Jynkkä", "eligible_voters": 100})
    round_ = await Round.planned(site, Phase.IMPLEMENTATION)
    planner = await site.sign_in("area_coordinator")
    measure = {"name": "Koulun piha", "cost_cents": 20_000_000, "starts_on": "2027-01-01", "ends_on": "2028-01-01"}
    await planner.did("PUT", f"/areas/{AREA}/measures/m1", measure)
    of_round = round_.path.rpartition("/")[2]
    start = StartProject(
        area=AREA,
        project="h1",
        by=system("ideas"),
        round=of_round,
        proposal="p1",
        title="Keinu",
        budget_cents=100_000,
    )
    done = await send(site.nc, start, new_id())
    await planner.get(f"{PROJECT}?wait_for={done.position}")


@pytest.fixture
def kaisa(browser: Browser, city: OwnSite) -> Iterator[Visitor]:
    visitor = Visitor.of(browser, city.address, "coordinator", AREA)
    yield visitor
    visitor.leave()


@pytest.fixture
def alli(browser: Browser, city: OwnSite) -> Iterator[Visitor]:
    visitor = Visitor.of(browser, city.address, "area_coordinator", AREA)
    yield visitor
    visitor.leave()


def is_right(visitor: Visitor, name: str) -> None:
    """As it stands, wide and narrow; the walk goes on narrow."""
    sizes: Sequence[ViewportSize] = ({"width": 1280, "height": 900}, {"width": 320, "height": 640})
    for size in sizes:
        visitor.page.set_viewport_size(size)
        assert (name, size, visitor.beyond_the_edge()) == (name, size, [])
    assert (name, visitor.axe(), visitor.wrong) == (name, [], [])
    visitor.keeps_a_picture(SEEN / f"coordinator-{name}.jpeg")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def refused(visitor: Visitor, field: str) -> None:
    """Said above, with a link to the field, and at the field. A browser tells its console of each refusal."""
    expect(visitor.page.locator(f"[role=alert] a[href='#{field}']")).to_be_visible()
    expect(visitor.page.locator(f"[id='{field}-error']")).to_be_visible()
    visitor.wrong.clear()


def says(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("status").filter(has_text=words)).to_be_visible()


def in_days(days: int) -> str:
    return as_typed(datetime.now(UTC) + timedelta(days=days))


def table(content: str) -> FilePayload:
    return {"name": "luvut.csv", "mimeType": "text/csv", "buffer": content.encode()}


def test_a_round_is_refused_at_its_timetable_then_seen_and_planned(kaisa: Visitor) -> None:
    kaisa.looks_at(f"{PLAN}/round", PHONE, "fi")
    page = kaisa.page
    page.fill("#round-name", "Kevään kierros")
    page.fill("#round-budget", "50 000")
    right = page.input_value("#round-result")
    page.fill("#round-result", page.input_value("#round-voting"))
    press(page, "Suunnittele kierros")
    refused(kaisa, "round-voting")
    expect(page.locator("[role=alert] + #set-up")).to_be_visible()
    assert (page.input_value("#round-name"), page.input_value("#round-budget")) == ("Kevään kierros", "50 000")
    is_right(kaisa, "round-refused")
    page.fill("#round-result", right)
    press(page, "Katso ensin")
    expect(page.locator("#checked")).to_contain_text("Asukas näkee sen näin")
    expect(page.locator("#checked h2").first).to_be_in_viewport()
    is_right(kaisa, "round-seen")
    press(page, "Suunnittele kierros")
    says(kaisa, "Kierros on suunniteltu")
    is_right(kaisa, "round-planned")
    kaisa.looks_at(PLAN, PHONE, "fi")
    is_right(kaisa, "plan")


def test_figures_are_looked_through_stored_and_compared_with_sliders(alli: Visitor) -> None:
    alli.looks_at("/city/figures", PHONE, "fi")
    page = alli.page
    page.set_input_files("#file", table(WRONG))
    page.fill("#name", "Kuopion tilastot")
    press(page, "Käy tiedosto läpi")
    expect(page.get_by_role("region", name="Mitä korjataan")).to_contain_text("paljon")
    assert page.input_value("#name") == "Kuopion tilastot"
    is_right(alli, "figures-refused")
    page.set_input_files("#file", table(TABLE))
    press(page, "Käy tiedosto läpi")
    is_right(alli, "figures-found")
    press(page, "Tallenna luvut")
    says(alli, "Luvut on tallennettu")
    _follows_the_sliders(alli)


def _follows_the_sliders(alli: Visitor) -> None:
    """Unemployment puts one area first, low income the other."""
    alli.looks_at("/city/select", PHONE, "fi")
    page, first = alli.page, alli.page.locator("#ranking .things li").first
    _weighs(page, "unemployment", "ArrowRight", 9)
    expect(first).to_contain_text("Petonen")
    is_right(alli, "ranking")
    _weighs(page, "unemployment", "ArrowLeft", 10)
    _weighs(page, "low_income", "ArrowRight", 9)
    expect(first).to_contain_text("Jynkkä")
    is_right(alli, "ranking-other")


def _weighs(page: Page, indicator: str, key: str, times: int) -> None:
    page.focus(f"#w-{indicator}")
    for _ in range(times):
        page.keyboard.press(key)


def test_a_package_is_cut_from_a_lead_measure_and_decided_on(kaisa: Visitor) -> None:
    kaisa.looks_at(f"{PLAN}/packages", PHONE, "fi")
    page = kaisa.page
    page.select_option("#lead-measure", label="Koulun piha")
    page.fill("#lead-reason", "Lapset toivoivat")
    press(page, "Valitse se")
    says(kaisa, "on ohjelman kärkitoimenpide")
    page.fill("#cut-title", "Pihat")
    page.fill("#cut-budget", "12 000")
    page.get_by_role("group", name=re.compile("toimenpiteet")).get_by_label("Koulun piha").check()
    page.fill("#cut-starts_on", "2027-09-01")
    page.fill("#cut-ends_on", "2027-02-01")
    press(page, "Muodosta hankekokonaisuus")
    refused(kaisa, "cut-ends_on")
    assert page.input_value("#cut-budget") == "12 000"
    is_right(kaisa, "package-refused")
    page.fill("#cut-ends_on", "2028-02-01")
    press(page, "Muodosta hankekokonaisuus")
    says(kaisa, "Hankekokonaisuus")
    page.get_by_role("link", name="Pihat").click()
    page.fill("#decide-reason", "Rahat riittävät")
    press(page, "Tallenna päätös")
    says(kaisa, "Päätös on tallennettu")
    is_right(kaisa, "package")


def test_a_situation_picture_is_drawn_and_published(kaisa: Visitor) -> None:
    kaisa.looks_at(f"{PLAN}/pictures", PHONE, "fi")
    page = kaisa.page
    page.get_by_label("Työttömyys").first.check()
    press(page, "Luonnostele se")
    page.locator("main .things a").first.click()
    page.locator("[id='write-1.heading']").fill("Metsän reunassa")
    page.locator("[id='write-1.text']").fill("Lapsia asuu paljon.")
    press(page, "Tallenna tekstit")
    says(kaisa, "Tekstit on tallennettu")
    is_right(kaisa, "picture-written")
    press(page, "Julkaise versio 1")
    says(kaisa, "Versio on julkaistu")
    kaisa.looks_at(f"/areas/{AREA}/picture", PHONE, "fi")
    expect(page.get_by_role("heading", name="Metsän reunassa")).to_be_visible()
    is_right(kaisa, "picture-published")


def test_a_survey_is_planned_and_planned_anew(kaisa: Visitor) -> None:
    kaisa.looks_at(f"{PLAN}/surveys", PHONE, "fi")
    page = kaisa.page
    page.fill("#plan-title", "Uusi piha")
    page.fill("#plan-opens_at", in_days(2))
    page.fill("#plan-closes_at", in_days(1))
    page.locator("[id='plan-1.text']").fill("Onko piha hyvä?")
    press(page, "Suunnittele kysely")
    refused(kaisa, "plan-closes_at")
    page.fill("#plan-closes_at", in_days(9))
    press(page, "Suunnittele kysely")
    says(kaisa, "Kysely on suunniteltu")
    page.get_by_role("link", name="Muuta suunnitelmaa: Uusi piha").click()
    page.locator("[id='plan-1.text']").fill("Onko uusi piha hyvä?")
    press(page, "Muuta suunnitelmaa")
    says(kaisa, "Kysely on suunniteltu")
    assert page.locator("[id='plan-1.text']").input_value() == "Onko uusi piha hyvä?"
    is_right(kaisa, "survey")


def test_a_project_is_carried_out_until_it_is_ready(kaisa: Visitor) -> None:
    kaisa.looks_at(f"{PROJECT}/implementation", PHONE, "fi")
    page = kaisa.page
    page.fill("#unit-unit", "Puistot")
    press(page, "Tallenna yksikkö")
    page.fill("#milestone-title", "Perustukset")
    page.fill("#milestone-due", "2027-06-01")
    press(page, "Lisää vaihe")
    says(kaisa, "Tallennettu")
    page.get_by_text("Vaihe myöhästyy").click()
    page.locator("[id^=delay-][id$=due]").fill("2027-08-01")
    page.locator("[id^=delay-][id$=reason]").fill("Kova talvi.")
    is_right(kaisa, "milestone")
    press(page, "Tallenna myöhästyminen")
    expect(page.locator("main")).to_contain_text("Kova talvi.")
    page.set_input_files("#picture-file", {"name": "kuoppa.jpg", "mimeType": "image/jpeg", "buffer": photo(400, 300)})
    page.select_option("#picture-milestone", label="Perustukset")
    page.fill("#picture-alt", "Kuoppa on kaivettu")
    press(page, "Lisää kuva")
    expect(page.get_by_role("img", name="Kuoppa on kaivettu")).to_be_visible()
    press(page, "Hanke on valmis")
    expect(page.get_by_role("alert")).to_be_visible()
    kaisa.wrong.clear()
    is_right(kaisa, "not-ready")
    _reaches_the_end(kaisa)


def _reaches_the_end(kaisa: Visitor) -> None:
    page = kaisa.page
    page.get_by_text("Vaihe on valmis").click()
    page.locator("[id^=reach-][id$=spent_cents]").fill("450,50")
    press(page, "Merkitse valmiiksi")
    press(page, "Hanke on valmis")
    expect(page.get_by_role("button", name="Hanke on valmis")).to_have_count(0)
    is_right(kaisa, "ready")
    kaisa.looks_at(PROJECT, PHONE, "fi")
    expect(page.locator(".steps").get_by_role("img", name="Kuoppa on kaivettu")).to_be_visible()
    is_right(kaisa, "project")
