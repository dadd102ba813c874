"""What all pages of planning have in common: the area, its programme, and how a form is taken."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.finnish_time import as_typed
from services.gateway.pages.people import who
from services.gateway.pages.planning.typed import NOTHING, Typed
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.pages.which_programme import programme_of
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA, UNKNOWN_PROGRAMME, ProgrammeView
from shared.contracts.indicators import ListIndicators
from shared.messages import Command, Refused
from shared.requests import new_id

PLAN = "/areas/{area:str}/plan"
MOST = 100  # shown of each list
Forms = Mapping[str, tuple[type[Command], Callable[[Filled, str], Given]]]
Show = Callable[[Visit, Typed], Awaitable[ASGIApp]]


def pages(path: str, forms_at: str, forms: Forms, show: Show) -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    """The page at `path`, and its forms, each by its name below `forms_at`."""

    @get(path)
    async def show_it(request: Visit) -> ASGIApp:
        return await show(request, NOTHING)

    @post(f"{forms_at}/{{form:str}}")
    async def take_form(request: Visit) -> ASGIApp:
        return await take(request, forms, show)

    return show_it, take_form


async def take(request: Visit, forms: Forms, show: Show) -> ASGIApp:
    """Done, the page says so; refused, it says why, and at which field, and keeps what was typed."""
    form, filled = request.path_params["form"], await request.filled()
    if form not in forms:
        raise Refused(NOT_FOUND)
    cls, read = forms[form]
    command_id = await request.command_id(first(filled, "form"))
    try:
        done = await carry_out(request, cls, {**place(request), **read(filled, command_id)}, command_id)
    except Refused as refused:
        return await show(request, Typed.refused(request, form, filled, refused.refusal))
    return see(request, here(request), done=cls.__name__, position=str(done.position))


def place(request: Visit) -> dict[str, str]:
    return {name: value for name, value in request.path_params.items() if name != "form"}


def here(request: Visit) -> str:
    """The page itself, also where a form of it was sent."""
    path: str = request.scope["path"]
    form = request.path_params.get("form", "")
    return path.removesuffix(f"/{form}").removesuffix("/act") if form else path


async def planning(request: Visit, template: str, typed: Typed, **values: Any) -> ASGIApp:
    return page(
        request,
        template,
        here=here(request),
        name=await area_name(request),
        plan=f"/areas/{request.path_params['area']}/plan",
        as_typed=as_typed,
        person=await who(request),
        typed=typed,
        problem=typed.problem,
        done=request.asked.get("done", ""),
        form=new_id(),
        **values,
    )


async def area_name(request: Visit) -> str:
    named = await areas(request)
    if request.path_params["area"] not in named:
        raise Refused(UNKNOWN_AREA)
    return named[request.path_params["area"]]


async def programme(request: Visit) -> ProgrammeView:
    """The newest: what is planned belongs to it. Raises `Refused` before one has started."""
    await area_name(request)
    started = (await programme_of(request)).programmes
    if not started:
        raise Refused(UNKNOWN_PROGRAMME)
    return started[0]


async def indicator_names(request: Visit) -> list[tuple[str, str]]:
    locale = request.language.locale
    return [(one.id, getattr(one.names, locale)) for one in (await told(request, ListIndicators())).items]
