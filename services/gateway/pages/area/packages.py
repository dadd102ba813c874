"""The pages of an area's project packages: when each is built, what it plans, and what residents say of it."""

import asyncio

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.area.schedule import scheduled
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import first
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.goals import ListGoals
from shared.contracts.measures import ListMeasures
from shared.contracts.package_comments import CommentOnPackage, ListPackageComments
from shared.contracts.packages import GetPackage, ListPackages
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import new_id

MOST = 100  # shown of each list
ALL = "/areas/{area:str}/packages"
ONE = f"{ALL}/{{package:str}}"


@get(ALL)
async def show_all(request: Visit) -> ASGIApp:
    area = request.path_params["area"]
    packages = (await told(request, ListPackages(area=area, limit=MOST))).items
    return page(
        request,
        "area/packages.html",
        here=f"/areas/{area}/packages",
        area=area,
        name=await _name(request),
        scheduled=scheduled(packages),
        person=await who(request),
    )


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, "")


@post(f"{ONE}/comments")
async def comment(request: Visit) -> ASGIApp:
    """Done, the page says thank you; refused, it says why and keeps what was written."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    text = first(filled, "text").replace("\r\n", "\n")
    try:
        given = {**request.path_params, "comment": derived_id(command_id), "text": text}
        done = await carry_out(request, CommentOnPackage, given, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, text)
    place = "/areas/{area}/packages/{package}".format_map(request.path_params)
    return see(request, place, done=CommentOnPackage.__name__, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None, text: str) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["package"]
    package = await told(request, GetPackage(area=area, package=id_))
    comments, goals, measures = await asyncio.gather(
        told(request, ListPackageComments(area=area, package=id_, limit=MOST, wait_for=request.seen)),
        told(request, ListGoals(area=area, programme=package.programme, limit=MOST)),
        told(request, ListMeasures(area=area)),
    )
    return page(
        request,
        "area/package.html",
        here=f"/areas/{area}/packages/{id_}",
        area=area,
        name=await _name(request),
        package=package,
        measures=[one for one in measures.items if one.id in package.measures],
        goals=[one for one in goals.items if one.id in package.goals],
        comments=comments.items,
        resident=is_resident(request, area),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        text=text,
        done=request.asked.get("done", ""),
        form=new_id(),
    )


async def _name(request: Visit) -> str:
    """Of the area. Raises `Refused`."""
    named = await areas(request)
    if request.path_params["area"] not in named:
        raise Refused(UNKNOWN_AREA)
    return named[request.path_params["area"]]


HANDLERS = (show_all, show, comment)
