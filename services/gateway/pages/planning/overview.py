"""A coordinator's overview of the programme: its steps, what is done, and where it goes on."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.planning.desk import PLAN, Forms, area_name, planning, take
from services.gateway.pages.planning.steps import Known, known, steps
from services.gateway.pages.planning.typed import NOTHING, Typed, given
from services.gateway.pages.which_programme import programme_of
from services.gateway.visit import Visit, told
from shared.contracts.areas import StartProgramme
from shared.contracts.indicators import AREA_COORDINATOR, CITY
from shared.contracts.selections import EndPilot, ListSelections, SelectionView
from shared.ids import derived_id


def _start(filled: Filled, command_id: str) -> Given:
    return {"programme": derived_id(command_id), **given(filled, "name", "theme", "selection")}


def _end(filled: Filled, _: str) -> Given:
    return {**given(filled, "ended"), "area": CITY}


FORMS: Forms = {"start": (StartProgramme, _start), "end": (EndPilot, _end)}


@get(PLAN)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, NOTHING)


@post(f"{PLAN}/act/{{form:str}}")
async def act(request: Visit) -> ASGIApp:
    return await take(request, FORMS, _show)


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    await area_name(request)
    area, chosen = request.path_params["area"], await _chosen(request)
    shown = await programme_of(request)
    planned = await known(request, shown.programme, selected=bool(chosen)) if shown.programme else Known(bool(chosen))
    return await planning(
        request,
        "planning/plan.html",
        typed,
        shown=shown,
        programme=shown.programme,
        earlier=shown.programme is not None and not shown.is_newest,
        steps=steps(area, planned),
        rounds=planned.rounds,
        chosen=chosen,
        compares=any(request.actor.holds(role, CITY) for role in AREA_COORDINATOR),
        may_start=any(request.actor.holds(role, area) for role in StartProgramme.allowed),
    )


async def _chosen(request: Visit) -> SelectionView | None:
    """The decision by which a pilot runs here."""
    selections = await told(request, ListSelections())
    area = request.path_params["area"]
    return next((one for one in selections.items if one.chosen == area and one.running), None)


HANDLERS = (show, act)
