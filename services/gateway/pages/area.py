"""An area's page, where residents give ideas and vote with plain forms."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from litestar import get, post
from litestar.types import ASGIApp
from msgspec.structs import replace

from services.gateway.operations import read_strings
from services.gateway.pages.people import is_resident, may_vote, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import RoundPicture, areas, pictures
from services.gateway.problems import Problem, problem
from services.gateway.visit import Visit
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.ideas import SubmitIdea
from shared.contracts.voting import TOO_FEW_CHOICES, CastVote, KeepDraft
from shared.ids import derived_id
from shared.messages import MALFORMED, Command, Refusal, Refused, Role, require
from shared.requests import new_id, send

Filled = dict[str, list[str]]
Given = dict[str, Any]
NUMBER = re.compile(r"[0-9]{1,7}")


@get("/areas/{area:str}")
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post("/areas/{area:str}/rounds/{round:str}/ideas")
async def give_idea(request: Visit) -> ASGIApp:
    return await _do(request, SubmitIdea, _idea)


@post("/areas/{area:str}/rounds/{round:str}/ballot")
async def vote(request: Visit) -> ASGIApp:
    return await _do(request, CastVote, _ballot)


@post("/areas/{area:str}/rounds/{round:str}/ballot/draft")
async def keep_draft(request: Visit) -> ASGIApp:
    return await _do(request, KeepDraft, _choices)


def _idea(filled: Filled, command_id: str) -> Given:
    return {"idea": derived_id(command_id)} | {name: _first(filled, name).strip() for name in ("title", "text")}


def _ballot(filled: Filled, command_id: str) -> Given:
    given = _choices(filled, command_id)
    require(bool(given["choices"]), TOO_FEW_CHOICES, min=1)
    return given


def _choices(filled: Filled, _: str) -> Given:
    """Ticked boxes, or one of several (`choice.<contest>`); or a number for each proposal: points (`points.<id>`), or
    places, the best first (`place.<id>`)."""
    places = _numbers(filled, "place")
    ticked = [*_ticked(filled), *sorted(places, key=places.__getitem__)]
    points = [{"proposal": id_, "points": number} for id_, number in _numbers(filled, "points").items() if number]
    return {"choices": [*({"proposal": id_} for id_ in ticked), *points]}


def _ticked(filled: Filled) -> list[str]:
    return [id_ for name, given in filled.items() if name.partition(".")[0] == "choice" for id_ in given]


def _numbers(filled: Filled, kind: str) -> dict[str, int]:
    """The numbers in the fields `<kind>.<proposal>` that are not left empty. Raises `Refused`."""
    fields = (name.partition(".") for name in filled)
    given = {id_: _first(filled, f"{kind}.{id_}").strip() for name, _, id_ in fields if name == kind}
    for number in filter(None, given.values()):
        require(NUMBER.fullmatch(number) is not None, MALFORMED, problem=f"Expected up to 7 digits - at `$.{kind}`")
    return {id_: int(number) for id_, number in given.items() if number}


def _first(filled: Filled, name: str) -> str:
    return filled.get(name, [""])[0]


async def _do(request: Visit, cls: type[Command], read: Callable[[Filled, str], Given]) -> ASGIApp:
    """Done, the page says thank you; refused, it says why and keeps what was filled in."""
    filled = await request.filled()
    command_id = await request.command_id(_first(filled, "form"))
    try:
        command = read_strings({**request.path_params, **read(filled, command_id)}, cls)
        await send(request.instance.nc, replace(command, by=request.signed_in()), command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, filled)
    return see(request, f"/areas/{command.area}", done=cls.__name__)


async def _show(request: Visit, refusal: Refusal | None, filled: Filled) -> ASGIApp:
    area = request.path_params["area"]
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    rounds = await pictures(request, area)
    refused = _told(request, refusal, rounds) if refusal else None
    return page(
        request,
        "area.html",
        status=refused.status if refused else 200,
        here=f"/areas/{area}",
        area=area,
        name=named[area],
        rounds=rounds,
        person=await who(request),
        resident=is_resident(request, area),
        clerk=request.actor.holds(Role.CLERK, area),
        coordinator=request.actor.holds(Role.COORDINATOR, area),
        may_vote=partial(may_vote, request, area),
        problem=refused,
        sent_to=request.path_params.get("round"),
        filled={name: values[0] for name, values in filled.items()},
        ticked=_ticked(filled),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def _told(request: Visit, refusal: Refusal, rounds: list[RoundPicture]) -> Problem:
    """The refusal with proposals by their titles."""
    titles: dict[str | int, str] = {id_: title for picture in rounds for id_, title in picture.titles.items()}
    values = {name: titles.get(value, value) for name, value in refusal.values.items()}
    told = problem(request.language, Refusal(refusal.reason, values))
    several = any(picture.vote and len(picture.vote.contests) > 1 for picture in rounds)
    contest = refusal.values.get("contest") if several else None
    return replace(told, title=f"{contest}: {told.title}") if contest and str(contest) not in told.title else told


HANDLERS = (show, give_idea, vote, keep_draft)
