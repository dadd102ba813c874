"""A project's work, as its coordinator keeps it: unit, milestones, delays, cost, pictures, work days, the finish."""

from litestar import get, post
from litestar.types import ASGIApp
from msgspec import to_builtins

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.people import who
from services.gateway.pages.planning.typed import NOTHING, Typed
from services.gateway.pages.projects.project_forms import OF_MILESTONE, OF_PROJECT, OF_WORK_DAY, Form
from services.gateway.pages.rendering import page, see
from services.gateway.pages.sent_picture import said, taken_in
from services.gateway.reasons import NOT_FOUND
from services.gateway.scaling import MOST_UPLOAD
from services.gateway.visit import Visit, told
from shared.ages import finnish_day
from shared.contracts.areas import GetArea
from shared.contracts.projects import GetProject, ShowPictures
from shared.messages import Refused, require
from shared.requests import new_id

PAGE = "/areas/{area:str}/projects/{project:str}/implementation"


@get(PAGE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, NOTHING)


@post(f"{PAGE}/{{act:str}}")
async def do(request: Visit) -> ASGIApp:
    act = request.path_params["act"]
    require(act in OF_PROJECT, NOT_FOUND)
    return await _do(request, act, OF_PROJECT[act], {})


@post(f"{PAGE}/milestones/{{milestone:str}}/{{act:str}}")
async def do_to_milestone(request: Visit) -> ASGIApp:
    act, milestone = request.path_params["act"], request.path_params["milestone"]
    require(act in OF_MILESTONE, NOT_FOUND)
    return await _do(request, f"{act}-{milestone}", OF_MILESTONE[act], {"milestone": milestone})


@post(f"{PAGE}/work-days/{{day:str}}/{{act:str}}")
async def do_to_work_day(request: Visit) -> ASGIApp:
    act, day = request.path_params["act"], request.path_params["day"]
    require(act in OF_WORK_DAY, NOT_FOUND)
    return await _do(request, f"{act}-{day}", OF_WORK_DAY[act], {"day": day})


@post(f"{PAGE}/pictures/new", request_max_body_size=MOST_UPLOAD + 64 * 1024)
async def add_picture(request: Visit) -> ASGIApp:
    alt, milestone = await said(request, "alt"), await said(request, "milestone")
    filled = {"alt": [alt], "milestone": [milestone]}
    try:
        picture = await taken_in(request, alt)
        given = {**_project(request), "pictures": [to_builtins(picture)], "milestone": milestone or None}
        done = await carry_out(request, ShowPictures, given, new_id())
    except Refused as refused:
        return await _show(request, Typed.refused(request, "picture", filled, refused.refusal))
    return see(request, _path(request), done="1", position=str(done.position))


async def _do(request: Visit, name: str, form: Form, about: Given) -> ASGIApp:
    """Done, the page shows it; refused, the form says why and keeps what was filled in."""
    filled: Filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    cls, read = form
    try:
        given = {**_project(request), **about, **read(filled, command_id)}
        done = await carry_out(request, cls, given, command_id)
    except Refused as refused:
        return await _show(request, Typed.refused(request, name, filled, refused.refusal))
    return see(request, _path(request), done="1", position=str(done.position))


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["project"]
    project = await told(request, GetProject(area=area, project=id_, by=request.actor, wait_for=request.seen))
    return page(
        request,
        "projects/project_work.html",
        here=_path(request),
        area=area,
        name=(await told(request, GetArea(area=area))).name,
        project=project,
        today=finnish_day(request.instance.settings.clock()),
        typed=typed,
        problem=typed.problem,
        done=request.asked.get("done", ""),
        form=new_id(),
        person=await who(request),
    )


def _project(request: Visit) -> Given:
    return {name: request.path_params[name] for name in ("area", "project")}


def _path(request: Visit) -> str:
    return "/areas/{area}/projects/{project}/implementation".format_map(request.path_params)


HANDLERS = (show, do, do_to_milestone, do_to_work_day, add_picture)
