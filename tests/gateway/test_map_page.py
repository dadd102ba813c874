"""The map of an area, with ideas as points and as a list."""

from services.gateway.pages.map import drawn
from shared.contracts.places import Point
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
