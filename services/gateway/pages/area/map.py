"""The map of an area: its boundary, ideas and projects, with the same as a list."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.area.mapped import Mapped, mapped
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.places import Point

WIDE, MARGIN = 100.0, 4.0
LEAST = 0.001  # degrees; a single point has no size


@dataclass(frozen=True)
class Spot:
    number: int
    thing: Mapped
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
    area, things, person = await asyncio.gather(
        told(request, GetArea(area=request.path_params["area"], wait_for=request.seen)),
        mapped(request, request.path_params["area"]),
        who(request),
    )
    return page(
        request,
        "area/map.html",
        here=f"/areas/{area.id}/map",
        area=area.id,
        name=area.name,
        drawing=drawn(area.boundary, things),
        elsewhere=[one for one in things if one.place is None],
        person=person,
    )


def drawn(boundary: Sequence[Point], things: Iterable[Mapped]) -> Drawing | None:
    """North is up. None where there is nothing to draw."""
    placed = [(one, one.place) for one in things if one.place]
    sheet = sheet_of([*boundary, *(place for _, place in placed)])
    if sheet is None:
        return None
    spots = tuple(Spot(number, thing, *sheet.at(place)) for number, (thing, place) in enumerate(placed, 1))
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
