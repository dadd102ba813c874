"""The map of an area: its boundary and where ideas belong, with the same as a list."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, radians

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.ideas import IdeaStatus, IdeaView, ListIdeas
from shared.contracts.places import Point
from shared.contracts.rounds import ListRounds

WIDE, MARGIN = 100.0, 4.0
SHOWN = (IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP)
MOST = 100  # ideas of a round and status
LEAST = 0.001  # degrees; a single point has no size


@dataclass(frozen=True)
class Spot:
    number: int
    idea: IdeaView
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """In the units of its view box."""

    width: float
    height: float
    outline: str
    spots: tuple[Spot, ...]


@get("/areas/{area:str}/map")
async def show(request: Visit) -> ASGIApp:
    area = await told(request, GetArea(area=request.path_params["area"], wait_for=request.seen))
    ideas = await _ideas(request, area.id)
    return page(
        request,
        "map.html",
        here=f"/areas/{area.id}/map",
        area=area.id,
        name=area.name,
        drawing=drawn(area.boundary, ideas),
        elsewhere=[one for one in ideas if one.place is None],
        person=await who(request),
    )


async def _ideas(visit: Visit, area: str) -> list[IdeaView]:
    rounds = (await told(visit, ListRounds(area=area))).items
    pages = await asyncio.gather(
        *(
            told(
                visit,
                ListIdeas(area=area, round=one.id, status=status, limit=MOST, by=visit.actor, wait_for=visit.seen),
            )
            for one in rounds
            for status in SHOWN
        )
    )
    return list(chain.from_iterable(found.items for found in pages))


def drawn(boundary: Sequence[Point], ideas: Iterable[IdeaView]) -> Drawing | None:
    """North is up. None where there is nothing to draw."""
    placed = [(one, one.place) for one in ideas if one.place]
    sheet = sheet_of([*boundary, *(place for _, place in placed)])
    if sheet is None:
        return None
    spots = tuple(Spot(number, idea, *sheet.at(place)) for number, (idea, place) in enumerate(placed, 1))
    outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(sheet.at, boundary))
    return Drawing(WIDE + 2 * MARGIN, sheet.height + 2 * MARGIN, outline, spots)


@dataclass(frozen=True)
class Sheet:
    """Degrees become units; those of longitude are shorter the further north."""

    west: float
    north: float
    across: float
    up: float
    height: float

    def at(self, place: Point) -> tuple[float, float]:
        x, y = MARGIN + (place.lon - self.west) * self.across, MARGIN + (self.north - place.lat) * self.up
        return round(x, 1), round(y, 1)

    def place(self, x: float, y: float) -> Point:
        """What lies at a spot of the drawing."""
        return Point(round(self.north - (y - MARGIN) / self.up, 5), round(self.west + (x - MARGIN) / self.across, 5))


def sheet_of(points: Sequence[Point]) -> Sheet | None:
    if not points:
        return None
    west, east = min(one.lon for one in points), max(one.lon for one in points)
    south, north = min(one.lat for one in points), max(one.lat for one in points)
    narrowing = max(cos(radians((south + north) / 2)), 0.01)
    high = max(north - south, LEAST)
    up = WIDE / max((east - west) * narrowing, high)
    return Sheet(west, north, up * narrowing, up, high * up)


HANDLERS = (show,)
