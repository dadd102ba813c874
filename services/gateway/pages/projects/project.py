"""What is being built: the projects of an area, and each with its pictures, milestones, money and work days."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import back
from services.gateway.pages.me.follow import following
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.staff.history import may_read
from services.gateway.pages.which_round import round_of
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.notifications import Thing
from shared.contracts.projects import GetProject, ListProjects, ProjectPage, ProjectView
from shared.contracts.work_days import JoinWorkDay, LeaveWorkDay, WorkDayCommand
from shared.messages import Refusal, Refused, Role

A_PAGE = 20
ALL = "/areas/{area:str}/projects"
ONE = f"{ALL}/{{project:str}}"
WORK_DAY = f"{ONE}/work-days/{{day:str}}"


@get(ALL)
async def show_all(request: Visit) -> ASGIApp:
    chosen = await round_of(request)
    after = request.asked.get("after") or None
    asked = ListProjects(area=chosen.area, round=chosen.round_id, after=after, limit=A_PAGE, by=request.actor)
    listed = await told(request, asked) if chosen.round else ProjectPage(())
    path = f"/areas/{chosen.area}/projects"
    return page(
        request,
        "projects/projects.html",
        here=path,
        path=path,
        area=chosen.area,
        name=chosen.name,
        chosen=chosen,
        projects=[(one, share_used(one)) for one in listed.items],
        next=listed.next,
        person=await who(request),
    )


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request)


@post(WORK_DAY)
async def join(request: Visit) -> ASGIApp:
    return await _do(request, JoinWorkDay)


@post(f"{WORK_DAY}/leave")
async def leave(request: Visit) -> ASGIApp:
    return await _do(request, LeaveWorkDay)


async def _do(request: Visit, cls: type[WorkDayCommand]) -> ASGIApp:
    try:
        done = await carry_out(request, cls, dict(request.path_params), await request.command_id(""))
    except Refused as refused:
        return await _show(request, refused.refusal)
    return see(request, back(await request.filled(), _path(request)), done=cls.__name__, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None = None) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["project"]
    project = await told(request, GetProject(area=area, project=id_, by=request.actor, wait_for=request.seen))
    return page(
        request,
        "projects/project.html",
        here=_path(request),
        path=_path(request),
        area=area,
        name=(await told(request, GetArea(area=area))).name,
        project=project,
        used=share_used(project),
        follows=await following(request, area, Thing.PROJECT, id_),
        staff=may_read(request, area),
        coordinator=request.actor.holds(Role.COORDINATOR, area),
        resident=is_resident(request, area),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        done=request.asked.get("done", ""),
    )


def share_used(project: ProjectView) -> int | None:
    """In hundredths of its budget; none where there is no budget."""
    if not project.budget_cents:
        return None
    return min(100, round(100 * project.spent_cents / project.budget_cents))


def _path(request: Visit) -> str:
    return f"/areas/{request.path_params['area']}/projects/{request.path_params['project']}"


HANDLERS = (show_all, show, join, leave)
