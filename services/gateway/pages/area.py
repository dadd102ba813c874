"""An area's page, where residents give ideas and vote with plain forms."""

from typing import Any

import msgspec
from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas, pictures
from services.gateway.problems import Problem, field_of, problem
from services.gateway.reasons import FILL_IN
from services.gateway.visit import Visit
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.ideas import SubmitIdea
from shared.contracts.voting import TOO_FEW_CHOICES, CastVote
from shared.ids import derived_id
from shared.messages import Command, Refusal, Refused
from shared.requests import new_id, send

Filled = dict[str, list[str]]


@get("/areas/{area:str}")
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post("/areas/{area:str}/rounds/{round:str}/ideas")
async def give_idea(request: Visit) -> ASGIApp:
    filled = await request.filled()
    command_id = derived_id(request.signed_in().id, *filled.get("form", [new_id()]))
    given = {"title": "", "text": ""} | {name: filled[name][0].strip() for name in ("title", "text") if name in filled}
    return await _do(request, SubmitIdea, command_id, filled, idea=derived_id(command_id), **given)


@post("/areas/{area:str}/rounds/{round:str}/ballot")
async def vote(request: Visit) -> ASGIApp:
    filled = await request.filled()
    choices = _choices(filled)
    if not choices:
        return await _show(request, problem(request.language, Refusal(TOO_FEW_CHOICES, {"min": 1})), filled)
    return await _do(request, CastVote, new_id(), filled, choices=choices)


def _choices(filled: Filled) -> list[dict[str, Any]]:
    """Ticked boxes; or a number for each proposal: points (`points.<id>`), or places, the best first (`place.<id>`)."""
    numbers = {name.partition("."): int(text) for name, (text, *_) in filled.items() if text.isdecimal()}
    points = [{"proposal": id_, "points": number} for (kind, _, id_), number in numbers.items() if kind == "points"]
    places = sorted((number, id_) for (kind, _, id_), number in numbers.items() if kind == "place")
    ticked = [*filled.get("choice", []), *(id_ for _, id_ in places)]
    return [*({"proposal": id_} for id_ in ticked), *(choice for choice in points if choice["points"])]


async def _do(request: Visit, cls: type[Command], command_id: str, filled: Filled, **given: Any) -> ASGIApp:
    """Done, the page says thank you; refused, it says why and keeps what was filled in."""
    try:
        command = msgspec.convert({**request.path_params, **given}, cls)
        await send(request.instance.nc, msgspec.structs.replace(command, by=request.signed_in()), command_id)
    except msgspec.ValidationError as error:
        refusal = Refusal(FILL_IN, {"field": field_of(str(error))})
        return await _show(request, problem(request.language, refusal), filled)
    except Refused as refused:
        return await _show(request, problem(request.language, refused.refusal), filled)
    return see(request, f"/areas/{command.area}", done=cls.__name__)


async def _show(request: Visit, refused: Problem | None, filled: Filled) -> ASGIApp:
    area = request.path_params["area"]
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    return page(
        request,
        "area.html",
        status=refused.status if refused else 200,
        area=area,
        name=named[area],
        rounds=await pictures(request, area),
        person=await who(request),
        resident=is_resident(request, area),
        problem=refused,
        filled={name: values[0] for name, values in filled.items()},
        ticked=filled.get("choice"),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


HANDLERS = (show, give_idea, vote)
