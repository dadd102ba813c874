"""An area's home: what goes on, what comes next, and what one can do now."""

import asyncio
from functools import partial

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.area.situation import is_drawn
from services.gateway.pages.meeting.survey import surveys_of
from services.gateway.pages.people import is_resident, may_vote, who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import RoundPicture, areas, pictures
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.evaluations import ListEvaluated
from shared.contracts.gatherings import WRITERS, GatheringStatus, GatheringView, ListGatherings
from shared.contracts.indicators import CITY
from shared.messages import Refused, Role

NEXT = 3  # gatherings shown
LOOKED_THROUGH = 50


@get("/areas/{area:str}")
async def show(request: Visit) -> ASGIApp:
    area = request.path_params["area"]
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    rounds, surveys, drawn, evaluated, ahead = await asyncio.gather(
        pictures(request, area),
        surveys_of(request, area),
        is_drawn(request, area),
        told(request, ListEvaluated(area=area)),
        _gatherings(request, area),
    )
    return page(
        request,
        "area/area.html",
        here=f"/areas/{area}",
        area=area,
        name=named[area],
        rounds=sorted(rounds, key=_begins, reverse=True),
        surveys=surveys,
        gatherings=ahead,
        is_drawn=drawn,
        evaluated=evaluated.items,
        compares=request.actor.holds(Role.AREA_COORDINATOR, CITY),
        person=await who(request),
        resident=is_resident(request, area),
        clerk=request.actor.holds(Role.CLERK, area),
        coordinator=request.actor.holds(Role.COORDINATOR, area),
        writes_down=any(request.actor.holds(role, area) for role in WRITERS),
        may_vote=partial(may_vote, request, area),
    )


async def _gatherings(request: Visit, area: str) -> list[GatheringView]:
    """Those that come next."""
    listed = await told(request, ListGatherings(area=area, limit=LOOKED_THROUGH))
    now = request.instance.settings.clock()
    ahead = [one for one in listed.items if one.ends_at > now and one.status is not GatheringStatus.CANCELLED]
    return ahead[::-1][:NEXT]


def _begins(picture: RoundPicture) -> str:
    return picture.round.timetable.phases[0].starts_at.isoformat()


HANDLERS = (show,)
