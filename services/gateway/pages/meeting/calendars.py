"""Gatherings for people's own calendars: all of an area as a feed, or one."""

from litestar import get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.calendar import MEDIA_TYPE, calendar
from services.gateway.pages.meeting.gatherings import ALL, MOST, ONE, area_named
from services.gateway.visit import Visit, told
from shared.contracts.gatherings import GatheringView, GetGathering, ListGatherings

FILE = "calendar.ics"
KEPT = "public, max-age=900"  # calendars ask again and again


@get(f"{ALL.removesuffix('/gatherings')}/{FILE}")
async def of_area(request: Visit) -> ASGIApp:
    area, name = await area_named(request)
    listed = await told(request, ListGatherings(area=area, limit=MOST, wait_for=request.seen))
    return _answer(request, name, listed.items, area)


@get(f"{ONE}/{FILE}")
async def of_gathering(request: Visit) -> ASGIApp:
    gathering = await told(request, GetGathering(**request.path_params, wait_for=request.seen))
    return _answer(request, gathering.title, (gathering,), gathering.id)


def _answer(request: Visit, name: str, gatherings: tuple[GatheringView, ...], file: str) -> ASGIApp:
    settings = request.instance.settings
    body = calendar(name, gatherings, settings.public_url.rstrip("/"), settings.clock())
    headers = {"Cache-Control": KEPT, "Content-Disposition": f'inline; filename="{file}.ics"'}
    return ASGIResponse(body=body, media_type=MEDIA_TYPE, headers=headers)


HANDLERS = (of_area, of_gathering)
