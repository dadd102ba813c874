"""What the author of an idea adds to it once it is given: other words, a place on the map, pictures."""

import re
from dataclasses import dataclass

from litestar import get, post
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.area.map import MARGIN, WIDE, sheet_of
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.ideas.idea import ONE, idea_path, show_idea
from services.gateway.pages.ideas.talk import language, written
from services.gateway.pages.rendering import render, see
from services.gateway.pages.sent_picture import said, taken_in
from services.gateway.reasons import NOT_FOUND
from services.gateway.scaling import MOST_UPLOAD
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.ideas import EditIdea, GetIdea, IdeaView
from shared.contracts.places import Point
from shared.messages import MALFORMED, Refused, require
from shared.requests import new_id

MAP_WIDTH = 240  # pixels, so that it fits the narrowest phone; where it was touched is told in them
SPOT = re.compile(r"[0-9]{1,4}")
SVG = "image/svg+xml"


@dataclass(frozen=True)
class Outline:
    """In the units of its view box."""

    width: float
    height: float
    points: str
    spot: tuple[float, float] | None


@get("/areas/{area:str}/map.svg")
async def show_outline(request: Visit) -> ASGIApp:
    """The area to point into; with `lat` and `lon` a spot is marked."""
    area = await told(request, GetArea(area=request.path_params["area"]))
    sheet = sheet_of(area.boundary)
    if sheet is None:
        raise Refused(NOT_FOUND)
    points = " ".join(f"{x},{y}" for x, y in map(sheet.at, area.boundary))
    spot = sheet.at(read_strings(request.asked, Point)) if "lat" in request.asked else None
    outline = Outline(WIDE + 2 * MARGIN, sheet.height + 2 * MARGIN, points, spot)
    return ASGIResponse(body=render(request, "area/outline.svg", outline=outline).encode(), media_type=SVG)


@post(f"{ONE}/words")
async def change_words(request: Visit) -> ASGIApp:
    filled = await request.filled()
    said = {name: written(filled, name) for name in ("title", "text", "category")}
    said |= language(filled)
    return await _change(request, said, "changed")


@post(f"{ONE}/place")
async def point_out(request: Visit) -> ASGIApp:
    try:
        place = await _place(request, await request.filled())
    except Refused as refused:
        return await show_idea(request, refused.refusal)
    return await _change(request, {"place": place}, "place")


@post(f"{ONE}/pictures", request_max_body_size=MOST_UPLOAD + 64 * 1024)
async def add_picture(request: Visit) -> ASGIApp:
    alt = await said(request, "alt")
    try:
        idea = await _mine(request)
        picture = await taken_in(request, alt)
    except Refused as refused:
        return await show_idea(request, refused.refusal, alt)
    return await _change(request, {"pictures": (*idea.pictures, picture)}, "picture")


async def _change(request: Visit, what: Given, done: str) -> ASGIApp:
    """A change says the whole idea anew."""
    try:
        idea = await _mine(request)
        kept: Given = {"title": idea.title, "text": idea.text, "category": idea.category, "place": idea.place}
        kept |= {"pictures": idea.pictures, "language": idea.language}
        given = {**request.path_params, **kept, **what}
        changed = await carry_out(request, EditIdea, given, new_id())
    except Refused as refused:
        return await show_idea(request, refused.refusal)
    return see(request, idea_path(request), done=done, position=str(changed.position))


async def _mine(request: Visit) -> IdeaView:
    """As the page showed it at least, or the change before this one would be lost. Raises `Refused`."""
    path, by = request.path_params, request.signed_in()
    return await told(request, GetIdea(area=path["area"], idea=path["idea"], by=by, wait_for=request.seen))


async def _place(request: Visit, filled: Filled) -> Point:
    """Where the map was touched. Raises `Refused`."""
    across, down = first(filled, "at.x"), first(filled, "at.y")
    is_spot = SPOT.fullmatch(across) is not None and SPOT.fullmatch(down) is not None
    is_spot = is_spot and (across, down) != ("0", "0")  # said by keyboards, which cannot point
    require(is_spot, MALFORMED, problem="Expected a spot on the map - at `$.place`")
    sheet = sheet_of((await told(request, GetArea(area=request.path_params["area"]))).boundary)
    if sheet is None:
        raise Refused(NOT_FOUND)
    unit = MAP_WIDTH / (WIDE + 2 * MARGIN)
    return sheet.place(int(across) / unit, int(down) / unit)


HANDLERS = (show_outline, change_words, point_out, add_picture)
