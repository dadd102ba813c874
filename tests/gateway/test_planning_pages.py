"""A coordinator plans a programme with plain forms: packages, goals, gatherings, surveys and the evaluation."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from aiohttp import FormData
from PIL import Image

from services.gateway.pages.finnish_time import as_typed
from tests.gateway.front_door import AREA, Json, Person, Site, programme_started, registered
from tests.gateway.test_pages import Browser

PLAN = f"/areas/{AREA}/plan"
API = f"/areas/{AREA}"
SOON, LATER = (as_typed(datetime.now(UTC) + timedelta(days=days)) for days in (1, 2))
Form = list[tuple[str, str]]


@pytest.fixture
async def kaisa(site: Site) -> AsyncIterator[Browser]:
    """A coordinator's browser."""
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        yield browser


@pytest.fixture
async def coordinator(site: Site) -> Person:
    return await site.sign_in("coordinator")


@pytest.fixture
async def programme(coordinator: Person) -> str:
    await registered(coordinator)
    return await programme_started(coordinator)


@pytest.fixture
async def measure(site: Site, programme: str) -> str:
    """That is planned, and leads nothing yet."""
    planner = await site.sign_in("area_coordinator")
    plan = {"name": "Koulun piha", "cost_cents": 100, "starts_on": "2027-01-01", "ends_on": "2028-01-01"}
    position = await planner.did("PUT", f"{API}/measures/m1", plan)
    await planner.get(f"/measures?wait_for={position}")
    return "m1"


async def listed(coordinator: Person, path: str) -> list[Json]:
    items: list[Json] = (await coordinator.get(f"{API}/{path}")).body["items"]
    return items


def id_in(page: str, path: str) -> str:
    """Of the first thing that the page links to below `path`."""
    found = re.search(rf'href="{path}/([0-9a-zA-Z_-]+)["?]', page)
    assert found, page
    return found[1]


async def test_a_package_is_cut_revised_and_decided_on(
    site: Site, kaisa: Browser, coordinator: Person, programme: str, measure: str
) -> None:
    packages = f"{PLAN}/packages"
    lead = [("programme", programme), ("measure", measure), ("reason", "Lapset toivoivat")]
    _, shown = await kaisa.sends(f"{packages}/act/lead", lead)
    assert "on ohjelman kärkitoimenpide" in shown
    cut = {"programme": programme, "title": "Pihat", "budget": "12 000,50", "starts_on": "2027-02-01"}
    wrong = [*cut.items(), ("measures", measure), ("ends_on", "2026-02-01")]
    status, shown = await kaisa.sends(f"{packages}/act/cut", wrong)
    assert (status, 'id="cut-ends_on-error"' in shown, 'value="12 000,50"' in shown) == (422, True, True)
    status, shown = await kaisa.sends(f"{packages}/act/cut", [*cut.items(), ("ends_on", "2027-09-01")])
    assert (status, 'id="cut-measures-error"' in shown) == (422, True)
    right = [*cut.items(), ("measures", measure), ("ends_on", "2027-09-01"), ("form", "f")]
    for _ in range(2):
        _, shown = await kaisa.sends(f"{packages}/act/cut", right)
    (package,) = await listed(coordinator, "packages")
    assert (package["title"], package["budget_cents"]) == ("Pihat", 1_200_050)
    one = f"{packages}/{id_in(shown, packages)}"
    assert 'value="12000,50"' in await kaisa.sees(one)
    _, shown = await kaisa.sends(f"{one}/revise", [*(dict(right) | {"title": "Pihat ja polut"}).items()])
    assert "Suunnitelma on muutettu" in shown
    status, shown = await kaisa.sends(f"{one}/decide", [("decision", "go"), ("reason", "")])
    assert (status, 'id="decide-reason-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{one}/decide", [("decision", "go"), ("reason", "Rahat riittävät")])
    assert "Päätös on tallennettu" in shown
    resident = await site.sign_in("resident")
    comment = await resident.made(f"{API}/packages/{package['id']}/comments", {"text": "Hyvä"})
    _, shown = await kaisa.sends(f"{one}/hide", [("comment", comment), ("reason", "Koe")])
    assert "Kommentti on piilotettu" in shown


async def test_a_goal_is_set_judged_and_given_up(kaisa: Browser, coordinator: Person, programme: str) -> None:
    goals = f"{PLAN}/goals"
    status, shown = await kaisa.sends(f"{goals}/act/set", [("programme", programme), ("title", "A"), ("target", "5,5")])
    assert (status, 'id="set-indicator-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{goals}/act/set", [("programme", programme), ("title", "Turvalliset pihat")])
    assert "Tavoite on asetettu" in shown
    one = f"{goals}/{id_in(shown, goals)}"
    judged = {"outcome": "partly", "evidence": "", "baseline_year": "2025", "follow_up_year": "2027"}
    status, shown = await kaisa.sends(f"{one}/judge", [*judged.items()])
    assert (status, 'id="judge-evidence-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{one}/judge", [*(judged | {"evidence": "Kysely kertoo"}).items()])
    assert ("Arvio on tallennettu" in shown, "Kysely kertoo" in shown) == (True, True)
    _, shown = await kaisa.sends(f"{one}/change", [("title", "Viihtyisät pihat"), ("text", "Kaikille")])
    assert "Viihtyisät pihat" in shown
    _, shown = await kaisa.sends(f"{one}/drop", [("reason", "Ei enää ajankohtainen")])
    assert "Tavoitteesta on luovuttu" in shown
    (goal,) = await listed(coordinator, f"programmes/{programme}/goals")
    assert (goal["status"], goal["title"]) == ("dropped", "Viihtyisät pihat")


async def test_a_gathering_is_planned_counted_and_cancelled(kaisa: Browser, programme: str) -> None:
    gatherings = f"{PLAN}/gatherings"
    plan = {"programme": programme, "kind": "area_workshop", "title": "Työpaja", "place": "Koulu", "starts_at": LATER}
    status, shown = await kaisa.sends(f"{gatherings}/act/plan", [*plan.items(), ("ends_at", SOON)])
    assert (status, 'id="plan-ends_at-error"' in shown, 'value="Koulu"' in shown) == (422, True, True)
    _, shown = await kaisa.sends(f"{gatherings}/act/plan", [*(plan | {"starts_at": SOON}).items(), ("ends_at", LATER)])
    assert "Tilaisuus on suunniteltu" in shown
    one = f"{gatherings}/{id_in(shown, gatherings)}"
    status, shown = await kaisa.sends(f"{one}/count", [("under_18.count", "paljon")])
    assert (status, 'id="count-under_18.count-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{one}/count", [("under_18.count", "7"), ("65_over.count", "5"), ("home", AREA)])
    assert ("Yhteensä: 12." in shown, "Petonen: 7" in shown) == (True, True)
    said_at = as_typed(datetime.now(UTC) - timedelta(minutes=5))
    _, shown = await kaisa.sends(f"{one}/say", [("text", "Lisää valoa"), ("said_at", said_at), ("age", "unknown")])
    assert "Lisää valoa" in shown
    _, shown = await kaisa.sends(f"{one}/move", [("starts_at", LATER), ("ends_at", LATER)])
    assert "Tilaisuus on siirretty" in shown
    _, shown = await kaisa.sends(f"{one}/cancel", [("reason", "Sairastapaus")])
    assert ("Tilaisuus on peruttu" in shown, "Sairastapaus" in shown) == (True, True)


async def test_a_survey_is_planned_and_closed(kaisa: Browser, coordinator: Person, programme: str) -> None:
    surveys = f"{PLAN}/surveys"
    now = as_typed(datetime.now(UTC) - timedelta(minutes=1))
    plan = {"programme": programme, "title": "Uusi piha", "opens_at": now, "closes_at": LATER, "1.text": "Onko hyvä?"}
    wrong = plan | {"1.kind": "choice", "1.choices": "Kyllä"}
    status, shown = await kaisa.sends(f"{surveys}/act/plan", [*wrong.items()])
    assert (status, 'id="plan-1.choices-error"' in shown, "Onko hyvä?" in shown) == (422, True, True)
    _, shown = await kaisa.sends(f"{surveys}/act/plan", [*(wrong | {"1.choices": "Kyllä\r\nEi"}).items()])
    assert "Kysely on suunniteltu" in shown
    (survey,) = await listed(coordinator, "surveys")
    assert survey["questions"][0]["choices"] == ["Kyllä", "Ei"]
    _, shown = await kaisa.sends(f"{surveys}/act/close", [("survey", survey["id"]), ("reason", "Virhe kysymyksessä")])
    assert "Kysely on suljettu" in shown


async def test_a_year_that_is_half_typed_is_told_at_its_field(kaisa: Browser, programme: str) -> None:
    typed = [("programme", programme), ("title", "Paja"), ("starts_at", "0001-01-01T00:00"), ("ends_at", LATER)]
    status, shown = await kaisa.sends(f"{PLAN}/gatherings/act/plan", typed)
    assert (status, 'id="plan-starts_at-error"' in shown, 'value="Paja"' in shown) == (422, True, True)


async def test_a_survey_is_planned_anew_until_it_opens(kaisa: Browser, coordinator: Person, programme: str) -> None:
    surveys = f"{PLAN}/surveys"
    plan = {"programme": programme, "title": "Uusi piha", "opens_at": SOON, "closes_at": LATER, "1.text": "Onko hyvä?"}
    plan |= {"1.kind": "rating", "2.text": "Mikä puuttuu?", "2.kind": "choice", "2.choices": "Keinu\r\nPenkki"}
    _, shown = await kaisa.sends(f"{surveys}/act/plan", [*plan.items()])
    one = f"{surveys}/{id_in(shown, surveys)}"
    seen = await kaisa.sees(one)
    parts = ('value="Uusi piha"', 'value="Onko hyvä?"', "Keinu\nPenkki</textarea>", f'value="{SOON}"')
    assert [part for part in parts if part not in seen] == []
    status, shown = await kaisa.sends(f"{one}/plan", [*(plan | {"closes_at": SOON, "title": "Piha"}).items()])
    assert (status, 'id="plan-closes_at-error"' in shown, 'value="Piha"' in shown) == (422, True, True)
    now = as_typed(datetime.now(UTC) - timedelta(minutes=1))
    _, shown = await kaisa.sends(f"{one}/plan", [*(plan | {"title": "Piha", "opens_at": now}).items()])
    assert ("Kysely on suunniteltu" in shown, "ei enää muuteta" in shown) == (True, True)
    (survey,) = await listed(coordinator, "surveys")
    assert (survey["title"], survey["questions"][1]["choices"]) == ("Piha", ["Keinu", "Penkki"])
    assert (await kaisa.sends(f"{one}/plan", [*plan.items()]))[0] == 409
    assert f'href="{one}' not in await kaisa.sees(surveys)


async def test_a_programme_is_evaluated(kaisa: Browser, coordinator: Person, programme: str) -> None:
    evaluation = f"{PLAN}/evaluation"
    indicators = (await coordinator.get("/indicators")).body["items"]
    opened = {
        "programme": programme,
        "baseline_year": "2027",
        "follow_up_year": "2025",
        "indicators": indicators[0]["id"],
    }
    status, shown = await kaisa.sends(f"{evaluation}/act/open", [*opened.items()])
    assert (status, 'id="open-follow_up_year-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{evaluation}/act/open", [*(opened | {"follow_up_year": "2029"}).items()])
    assert "Arviointi on avattu" in shown
    (entry,) = await listed(coordinator, f"programmes/{programme}/evaluations")
    told = {"evaluation": entry["evaluation"], "summary": "Hyvin meni", "next_steps": ""}
    status, shown = await kaisa.sends(f"{evaluation}/act/publish", [*told.items()])
    assert (status, "Hyvin meni" in shown, 'id="publish-next_steps-error"' in shown) == (422, True, True)
    _, shown = await kaisa.sends(f"{evaluation}/act/publish", [*(told | {"next_steps": "Jatketaan"}).items()])
    assert ("Arviointi on julkaistu" in shown, "Versio 1 on julkaistu" in shown) == (True, True)


async def test_a_situation_picture_is_written_illustrated_and_published(
    site: Site, kaisa: Browser, coordinator: Person, programme: str
) -> None:
    pictures = f"{PLAN}/pictures"
    indicator = (await coordinator.get("/indicators")).body["items"][0]["id"]
    drafted = {"programme": programme, "occasion": "start", "year": "2027"}
    status, shown = await kaisa.sends(f"{pictures}/act/draft", [*drafted.items()])
    assert (status, 'id="draft-indicators-error"' in shown) == (422, True)
    _, shown = await kaisa.sends(f"{pictures}/act/draft", [*drafted.items(), ("indicators", indicator)])
    assert "Tilannekuva on luonnosteltu" in shown
    one = f"{pictures}/{id_in(shown, pictures)}"
    status, shown = await kaisa.sends(f"{one}/write", [("1.heading", ""), ("1.text", "Metsän reunassa")])
    assert (status, 'id="write-1.heading-error"' in shown, "Metsän reunassa" in shown) == (422, True, True)
    written = [("1.heading", "Luonto"), ("1.text", "Metsän reunassa"), ("2.heading", ""), ("2.text", "")]
    _, shown = await kaisa.sends(f"{one}/write", written)
    assert "Tekstit on tallennettu" in shown
    for section in ("0", "2", "9" * 5000):
        assert (await kaisa.sends(f"{one}/illustrate/{section}", [("alt", "Polku"), ("form", "f")]))[0] == 404
    for content, outcome in ((b"no picture", 422), (picture(), 200)):
        form = FormData([("alt", "Polku metsään"), ("form", "f")])
        form.add_field("file", content, filename="polku.png")
        async with kaisa.http.post(f"{one}/illustrate/1", data=form) as answer:
            shown = await answer.text()
            assert (answer.status, "Polku metsään" in shown) == (outcome, True)
    _, shown = await kaisa.sends(f"{one}/publish", [("form", "f")])
    assert "Versio on julkaistu" in shown
    seen = await kaisa.sees(f"/areas/{AREA}/picture")
    assert ("Metsän reunassa" in seen, 'alt="Polku metsään"' in seen) == (True, True)
    _, shown = await kaisa.sends(f"{one}/redraw", [("form", "f")])
    assert ("Luvut on luettu uudelleen" in shown, "Julkaise versio 2" in shown) == (True, True)


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    return drawn.getvalue()


async def test_before_a_programme_has_started_there_is_nothing_to_plan(site: Site, kaisa: Browser) -> None:
    coordinator = await site.sign_in("coordinator")
    await registered(coordinator)
    for page in ("packages", "goals", "gatherings", "surveys", "evaluation", "pictures", "round"):
        async with kaisa.http.get(f"{PLAN}/{page}") as answer:
            assert (answer.status, answer.content_type) == (404, "text/html")
