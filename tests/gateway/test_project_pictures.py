"""Pictures of the work: on the page of the area and in the report on the programme."""

from io import BytesIO

import msgspec
from msgspec.structs import replace
from pypdf import PdfReader

from services.gateway.report import ProgrammeReport, ReportedProject
from services.gateway.report.albums import photos_of
from services.gateway.report.as_pdf import as_pdf
from shared.contracts.projects import ProjectView, StartProject
from shared.contracts.rounds import Phase
from shared.ids import derived_id
from shared.messages import system
from shared.requests import new_id, send
from shared.texts import Language
from tests.gateway.front_door import AREA, Json, Person, Round, Site, until
from tests.gateway.test_evaluations import evaluated
from tests.gateway.test_pages import page
from tests.gateway.test_pictures import photo, sent
from tests.gateway.test_situation_pictures import seen, started


async def taken(site: Site, person: Person, width: int, alt: str) -> Json:
    _, stored = await sent(site, person, photo(width=width))
    return {"id": stored["id"], "alt": alt}


async def built(site: Site, round_: Round) -> str:
    """The path of a project that won the vote: a rehearsal, so that it starts as it would after another."""
    resident = await site.sign_in("resident")
    (proposal,) = await round_.opened(resident, 100_00)
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    await round_.move_to(Phase.RESULT)
    await round_.published(site)
    won = await until(resident, f"/areas/{AREA}/proposals/{proposal}", "status", "funded")
    about = {"round": won["round"], "title": won["title"], "budget_cents": won["cost_cents"]}
    id_ = derived_id("project", proposal)
    start = StartProject(area=AREA, project=id_, proposal=proposal, by=system("ideas"), **about)
    await send(site.nc, start, new_id())
    await until(resident, f"/areas/{AREA}/projects/{id_}", "id", id_)
    return f"/areas/{AREA}/projects/{id_}"


async def test_pictures_of_the_work_are_shown_on_the_page_and_in_the_report(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=1)
    project, staff = await built(site, round_), round_.coordinator
    plan, ready = await taken(site, staff, 900, "Suunnitelma"), await taken(site, staff, 1000, "Valmis ranta")
    step = await staff.made(
        f"{project}/milestones", {"title": "Piirretty", "due": "2020-06-01", "planned_cents": 9_000}
    )
    await staff.did("POST", f"{project}/milestones/{step}/reach", {"spent_cents": 12_300, "pictures": [plan]})
    digging = await taken(site, staff, 800, "Kaivinkone")
    await staff.did("POST", f"{project}/pictures", {"pictures": [digging], "milestone": step})
    unknown = await staff.post(f"{project}/pictures", {"pictures": [plan], "milestone": "nowhere"})
    assert unknown.outcome == (404, "unknown_milestone")
    position = await staff.did("POST", f"{project}/pictures", {"pictures": [ready]})
    told = (await staff.get(f"{project}?wait_for={position}")).body
    assert [one["alt"] for one in told["milestones"][0]["pictures"]] == ["Suunnitelma", "Kaivinkone"]
    assert [one["alt"] for one in told["pictures"]] == ["Valmis ranta"]
    shown = await page(site, project, lang="fi")
    parts = (plan["id"], 'alt="Suunnitelma"', ready["id"], 'alt="Valmis ranta"', "123\N{NO-BREAK SPACE}€")
    assert [part for part in parts if part not in shown] == []
    await on_paper(site, msgspec.convert(told, ProjectView), [plan["alt"], digging["alt"], ready["alt"]])


async def on_paper(site: Site, project: ProjectView, words: list[str]) -> None:
    programme = await started(site)
    report = await seen(Person(site.http), f"{programme.path}/report", await evaluated(programme))
    with_project = replace(msgspec.convert(report, ProgrammeReport), projects=(ReportedProject(project, ""),))
    photos = await photos_of(site.nc, with_project)
    pdf = PdfReader(BytesIO(as_pdf(Language.FINNISH, with_project, photos)))
    sizes = sorted(image.image.size for one in pdf.pages for image in one.images if image.image)
    assert sizes == [(800, 640), (800, 720), (800, 800)]
    told = " ".join(one.extract_text() for one in pdf.pages)
    assert [one for one in words if one not in told] == []
