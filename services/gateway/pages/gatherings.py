"""The page of an area's gatherings: what comes next, and a place for those who want one."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.gatherings import (
    ListGatherings,
    ListMyRegistrations,
    RegisterForGathering,
    WithdrawRegistration,
)
from shared.messages import Refusal, Refused
from shared.requests import new_id, send

MOST = 100  # shown
ALL = "/areas/{area:str}/gatherings"
MINE = f"{ALL}/{{gathering:str}}/registration"


@get(ALL)
async def show(request: Visit) -> ASGIApp:
    return await _show(request)


@post(MINE)
async def register(request: Visit) -> ASGIApp:
    return await _do(request, RegisterForGathering)


@post(f"{MINE}/withdraw")
async def withdraw(request: Visit) -> ASGIApp:
    return await _do(request, WithdrawRegistration)


async def _do(request: Visit, cls: type[RegisterForGathering | WithdrawRegistration]) -> ASGIApp:
    command = cls(**request.path_params, by=request.signed_in())
    try:
        done = await send(request.instance.nc, command, new_id())
    except Refused as refused:
        return await _show(request, refused.refusal)
    return see(request, f"/areas/{command.area}/gatherings", done=cls.__name__, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None = None) -> ASGIApp:
    area, named = request.path_params["area"], await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    listed = await told(request, ListGatherings(area=area, limit=MOST, wait_for=request.seen))
    now = request.instance.settings.clock()
    return page(
        request,
        "gatherings.html",
        here=f"/areas/{area}/gatherings",
        area=area,
        name=named[area],
        ahead=[one for one in reversed(listed.items) if one.ends_at > now],
        past=[one for one in listed.items if one.ends_at <= now],
        mine=await _mine(request, area),
        resident=is_resident(request, area),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        done=request.asked.get("done", ""),
    )


async def _mine(request: Visit, area: str) -> tuple[str, ...]:
    """The gatherings for which whoever looks is registered."""
    if not is_resident(request, area):
        return ()
    asked = ListMyRegistrations(area=area, by=request.actor, wait_for=request.seen)
    return (await told(request, asked)).gatherings


HANDLERS = (show, register, withdraw)
