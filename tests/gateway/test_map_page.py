"""The map of an area, with ideas as points and as a list."""

from datetime import UTC, datetime

from services.gateway.pages.area.map import drawn
from services.gateway.pages.area.mapped import placed
from shared.contracts.ideas import IdeaStatus, IdeaView
from shared.contracts.places import Point
from shared.contracts.projects import ProjectView
from shared.contracts.proposals import ProposalStatus, ProposalView
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import Browser

PAGE = f"/areas/{AREA}/map"
CORNERS = ((62.82, 27.63), (62.85, 27.63), (62.85, 27.70), (62.82, 27.70))
BOUNDARY = [{"lat": lat, "lon": lon} for lat, lon in CORNERS]


async def test_everybody_sees_where_ideas_belong(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    await round_.coordinator.did("PUT", f"/areas/{AREA}/boundary", {"boundary": BOUNDARY})
    given = {"title": "Keinu", "text": "", "place": {"lat": 62.83, "lon": 27.65}}
    idea = await resident.made(f"{round_.path}/ideas", given)
    await round_.published_idea(resident, "Kahvila")
    published = await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/publish")
    outside = await resident.post(f"{round_.path}/ideas", {**given, "place": {"lat": 60.2, "lon": 24.9}})
    assert (outside.status, outside.body["code"]) == (422, "outside_area")
    async with Browser(site) as browser:
        assert f'href="{PAGE}?lang=fi"' in await browser.sees(f"/areas/{AREA}?lang=fi")
        seen = await browser.sees(f"{PAGE}?lang=fi&position={published}")
    assert all(part in seen for part in ("Keinu", "62.8300 N, 27.6500 E", "<polygon", "<circle", "Kahvila"))


def test_the_drawing_has_north_up_and_fits_its_width() -> None:
    drawing = drawn([Point(lat, lon) for lat, lon in CORNERS], [])
    assert drawing
    assert drawing.outline.split()[0].startswith("4.0,")
    (_, south), (_, north) = (tuple(map(float, corner.split(","))) for corner in drawing.outline.split()[:2])
    assert north < south


def test_an_empty_map_is_not_drawn() -> None:
    assert drawn([], []) is None


def test_a_project_lies_where_the_first_of_its_ideas_with_a_place_lies() -> None:
    here = Point(62.83, 27.65)
    ideas = [idea("everywhere", None), idea("swing", here), idea("bench", Point(62.84, 27.66))]
    proposal = ProposalView("p1", AREA, "r1", "Keinu", "", ("everywhere", "swing", "bench"), ProposalStatus.FUNDED)
    projects = [ProjectView(id_, AREA, "r1", of, "Keinu", 100, 0, False, ()) for id_, of in (("a", "p1"), ("b", "p2"))]
    first, second = placed(projects, [proposal], ideas)
    assert (first.place, first.path, second.place) == (here, f"/areas/{AREA}/projects/a", None)


def idea(id_: str, place: Point | None) -> IdeaView:
    return IdeaView(
        id=id_,
        area=AREA,
        round="r1",
        title=id_,
        text="",
        status=IdeaStatus.TAKEN_UP,
        submitted_at=datetime(2027, 1, 1, tzinfo=UTC),
        place=place,
    )
