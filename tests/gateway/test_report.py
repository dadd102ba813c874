"""The report on a programme: web data, a table and a printable document."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import msgspec
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from services.gateway.report import ProgrammeReport
from services.gateway.report.as_csv import safe
from services.gateway.report.groups_in_words import tables_of_groups
from shared.contracts.rounds import Phase
from shared.texts import Language
from tests.gateway.front_door import AREA, Person, Site, timetable
from tests.gateway.test_evaluations import evaluated
from tests.gateway.test_situation_pictures import Programme, seen, started
from tests.gateway.test_surveys import QUESTIONS, answers, closed


async def loaded(site: Site, path: str, position: int, language: str = "fi") -> bytes:
    async with site.http.get(f"/api/v1{path}?wait_for={position}&lang={language}") as response:
        assert response.status == 200, await response.text()
        return await response.read()


async def test_the_report_brings_together_what_the_rooms_know(site: Site) -> None:
    programme = await started(site)
    report = await seen(Person(site.http), f"{programme.path}/report", await evaluated(programme))
    assert report["name"] == "Petonen"
    assert report["evaluation"]["findings"]["figures"][0]["change"] == "-2.5"
    assert (report["participation"], report["projects"], report["surveys"]) == ([], [], [])


async def surveyed(site: Site, programme: Programme) -> None:
    """Five residents say what they think of the park."""
    now = datetime.now(UTC)
    times = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    path = f"/areas/{AREA}/surveys/s1"
    plan = {"title": "Uusi puisto", "questions": QUESTIONS, "programme": programme.id}
    await programme.planner.did("PUT", path, {**plan, **times})
    for number in range(5):
        resident = await site.sign_in("resident", f"Asukas {number}")
        await resident.did("PUT", f"{path}/answers/mine", answers(q1="4"))
    await closed(programme.planner, path)


async def round_with_ideas(site: Site, programme: Programme) -> None:
    coordinator, resident = await site.sign_in("coordinator"), await site.sign_in("resident")
    plan = {
        "name": "Oma raha",
        "programme": programme.id,
        "budget_cents": 100,
        "timetable": timetable(Phase.IDEAS, timedelta(days=14)),
    }
    round_ = await coordinator.made(f"/areas/{AREA}/rounds", plan)
    await resident.made(f"/areas/{AREA}/rounds/{round_}/ideas", {"title": "Penkki", "text": "Puistoon"})


async def test_it_tells_who_took_part_and_what_residents_say(site: Site) -> None:
    programme = await started(site)
    await surveyed(site, programme)
    await round_with_ideas(site, programme)
    position = await evaluated(programme)
    report = await seen(Person(site.http), f"{programme.path}/report", position)
    assert report["surveys"][0]["results"]["questions"][0]["mean"] == "4.00"
    assert [one["ideas"] for one in report["participation"]] == [1]
    gave = [step for step in report["funnels"][0]["funnel"]["steps"] if step["step"] == "gave"]
    assert [step["people"] for step in gave] == [None]
    table = (await loaded(site, f"{programme.path}/report.csv", position)).decode("utf-8-sig")
    assert "surveys,Uusi puisto,Miten viihtyisä puisto on?: 4,5,," in table
    assert "surveys,Uusi puisto,Miten viihtyisä puisto on?: mean,4.00,," in table
    pdf = PdfReader(BytesIO(await loaded(site, f"{programme.path}/report.pdf", position)))
    told = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Osallistuminen iän mukaan" not in told  # as long as the round goes on
    assert "Mitä asukkaat sanovat: Uusi puisto" in told


async def test_groups_are_told_by_age_home_and_way_once_the_round_is_over(site: Site) -> None:
    programme = await started(site)
    await round_with_ideas(site, programme)
    told = await seen(Person(site.http), f"{programme.path}/report", await evaluated(programme))
    report = msgspec.convert(told, ProgrammeReport)
    over = [replace(one, funnel=replace(one.funnel, grouped=True)) for one in report.funnels]
    tables = [*tables_of_groups(Language.FINNISH, replace(report, funnels=tuple(over)))]
    titles = ["Osallistuminen iän mukaan", "Osallistuminen asuinalueittain", "Osallistumisen tavat"]
    assert [table.title.partition(":")[0] for table in tables] == titles
    home, *counts = tables[1].rows[0]
    assert (home.words, counts[-1].words) == ("Petonen", "–")
    assert tables[1].note == "– liian vähän kerrottavaksi"


async def test_the_table_has_a_line_for_each_measure(site: Site) -> None:
    programme = await started(site)
    content = (await loaded(site, f"{programme.path}/report.csv", await evaluated(programme))).decode("utf-8-sig")
    lines = [tuple(line.values()) for line in csv.DictReader(StringIO(content))]
    assert ("figures", "Työttömyysaste", "baseline", "18.5", "%", "Tilastokeskus") in lines
    assert ("figures", "Työttömyysaste", "change", "-2.5", "percentage points", "") in lines
    assert ("figures", "Pienituloisten osuus", "baseline", "", "%", "") in lines
    assert ("goals", "Työttömyys laskee", "outcome", "partly", "", "") in lines


async def test_the_table_says_once_how_it_is_written(site: Site) -> None:
    programme = await started(site)
    path = f"/api/v1{programme.path}/report.csv?wait_for={await evaluated(programme)}"
    async with site.http.get(path) as answer:
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("field", ["=1+1", "+358", "-cmd", "@a", "\t=1", "-1.5 + 2"])
def test_no_field_of_the_table_is_a_formula(field: str) -> None:
    assert safe(field).startswith("'")
    assert safe(field).replace("'", "") == field


@pytest.mark.parametrize("field", ["-2.5", "18", "Valot"])
def test_numbers_and_words_stay_as_they_are(field: str) -> None:
    assert safe(field) == field


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Luvut ennen ja nyt", "18,5 %", "osittain saavutettu", "Tavoitearvo: 15 %"]),
        ("sv", ["Siffrorna då och nu", "18,5 %", "delvis uppnått"]),
        ("en", ["Figures then and now", "18.5 %", "partly reached"]),
    ],
)
async def test_the_document_speaks_its_readers_language(site: Site, language: str, words: list[str]) -> None:
    programme = await started(site)
    position = await evaluated(programme)
    pdf = PdfReader(BytesIO(await loaded(site, f"{programme.path}/report.pdf", position, language)))
    told = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert [one for one in words if one not in told] == []
    assert str(pdf.root_object["/Lang"]) == language
    assert pdf.metadata is not None
    assert "Petosen ohjelma" in str(pdf.metadata.title)


async def test_long_words_go_on_over_as_many_pages_as_they_take(site: Site) -> None:
    programme = await started(site)
    evaluation = await programme.planner.made(
        f"{programme.path}/evaluations",
        {"baseline_year": 2024, "follow_up_year": 2028, "indicators": ["unemployment"]},
    )
    goal = await programme.planner.made(f"{programme.path}/goals", {"title": "Ä" * 120})
    judged = {"outcome": "reached", "evidence": "Ö" * 2000, "baseline_year": 2024, "follow_up_year": 2028}
    await programme.planner.did("POST", f"/areas/{AREA}/goals/{goal}/judge", judged)
    words = {"summary": "<b>Å</b> & " * 900, "next_steps": "\n".join(["Ü"] * 2000)}
    position = await programme.planner.did("POST", f"/areas/{AREA}/evaluations/{evaluation}/publish", words)
    pdf = PdfReader(BytesIO(await loaded(site, f"{programme.path}/report.pdf", position)))
    told = "".join(page.extract_text() for page in pdf.pages)
    assert (told.count("Ä"), told.count("Ö"), told.count("Å"), told.count("Ü")) == (120, 2000, 900, 2000)


async def test_without_an_evaluation_there_is_no_report(site: Site) -> None:
    programme = await started(site)
    answer = await Person(site.http).get(f"{programme.path}/report")
    assert answer.outcome == (404, "not_evaluated")


async def test_the_page_of_the_area_leads_to_the_report_of_a_programme_without_a_round(site: Site) -> None:
    programme = await started(site)
    link = f'href="{programme.path}/report"'
    assert link not in await area_page(site)
    await seen(Person(site.http), f"{programme.path}/report", await evaluated(programme))
    assert (await area_page(site)).count(link) == 1


async def area_page(site: Site) -> str:
    async with site.http.get(f"/areas/{AREA}") as response:
        assert response.status == 200
        return await response.text()
