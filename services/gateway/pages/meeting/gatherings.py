"""An area's gatherings and each one's page: what comes next, a place for those who want one, and what came of it."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.contributions import Grown, ListGrown
from shared.contracts.gatherings import (
    GatheringView,
    GetGathering,
    ListGatherings,
    ListMyRegistrations,
    RegisterForGathering,
    WithdrawRegistration,
)
from shared.messages import Refusal, Refused
from shared.requests import new_id, send

MOST = 100  # shown
ALL = "/areas/{area:str}/gatherings"
ONE = f"{ALL}/{{gathering:str}}"
MINE = f"{ONE}/registration"


@get(ALL)
async def show_all(request: Visit) -> ASGIApp:
    area, name = await area_named(request)
    listed = await told(request, ListGatherings(area=area, limit=MOST, wait_for=request.seen))
    now = request.instance.settings.clock()
    return page(
        request,
        "meeting/gatherings.html",
        here=f"/areas/{area}/gatherings",
        area=area,
        name=name,
        ahead=[one for one in reversed(listed.items) if one.ends_at > now],
        past=[one for one in listed.items if one.ends_at <= now],
        mine=await registrations(request, area),
        person=await who(request),
    )


@get(ONE)
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
    return see(request, _path(command.area, command.gathering), done=cls.__name__, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None = None) -> ASGIApp:
    area, name = await area_named(request)
    asked = GetGathering(area=area, gathering=request.path_params["gathering"], wait_for=request.seen)
    gathering = await told(request, asked)
    return page(
        request,
        "meeting/gathering.html",
        here=_path(area, gathering.id),
        area=area,
        name=name,
        gathering=gathering,
        is_over=gathering.ends_at <= request.instance.settings.clock(),
        is_full=gathering.places is not None and gathering.registered >= gathering.places,
        registered=gathering.id in await registrations(request, area),
        grown=await _grown(request, gathering),
        resident=is_resident(request, area),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        done=request.asked.get("done", ""),
    )


async def area_named(request: Visit) -> tuple[str, str]:
    """Its id and name. Raises `Refused` where there is none."""
    area, named = request.path_params["area"], await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    return area, named[area]


async def registrations(request: Visit, area: str) -> tuple[str, ...]:
    """The gatherings for which whoever looks is registered."""
    if not is_resident(request, area):
        return ()
    asked = ListMyRegistrations(area=area, by=request.actor, wait_for=request.seen)
    return (await told(request, asked)).gatherings


async def _grown(request: Visit, gathering: GatheringView) -> tuple[Grown, ...]:
    asked = ListGrown(area=gathering.area, gathering=gathering.id, wait_for=request.seen)
    return (await told(request, asked)).items


def _path(area: str, gathering: str) -> str:
    return f"/areas/{area}/gatherings/{gathering}"


HANDLERS = (show_all, show, register, withdraw)
