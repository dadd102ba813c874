"""The trail of one thing: what happened, when, by which role. Nobody is named."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.staff.history_words import NAMES, WORDS
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.history import STAFF, GetHistory, GetRoundHistory, GetVoteHistory, Happened, Thing
from shared.messages import Role, require

ROUND = "round"


@get("/areas/{area:str}/history/{kind:str}/{id:str}")
async def show(request: Visit) -> ASGIApp:
    area, kind, id_ = (request.path_params[name] for name in ("area", "kind", "id"))
    require(kind in NAMES, NOT_FOUND)
    steps = await (_of_round(request, area, id_) if kind == ROUND else _of_thing(request, area, kind, id_))
    return page(
        request,
        "staff/history.html",
        here=request.scope["path"],
        area=area,
        name=(await told(request, GetArea(area=area))).name,
        kind=NAMES[kind],
        thing=_address(area, kind, id_),
        steps=[(WORDS.get(step.what, step.what), step) for step in steps],
        person=await who(request),
    )


async def _of_thing(visit: Visit, area: str, kind: str, id_: str) -> list[Happened]:
    asked = GetHistory(area=area, thing=Thing(kind), id=id_, by=visit.signed_in())
    return list((await told(visit, asked)).steps)


async def _of_round(visit: Visit, area: str, id_: str) -> list[Happened]:
    """With its vote, for those who run it."""
    by = visit.signed_in()
    steps = (await told(visit, GetRoundHistory(area=area, round=id_, by=by))).steps
    if by.holds(Role.COORDINATOR, area):
        steps += (await told(visit, GetVoteHistory(area=area, round=id_, by=by))).steps
    return sorted(steps, key=lambda step: step.at)


def _address(area: str, kind: str, id_: str) -> str:
    """Where the thing itself is shown; a comment has no page of its own."""
    return f"/areas/{area}/{kind}s/{id_}" if kind in {Thing.IDEA, Thing.PROPOSAL, Thing.PROJECT} else f"/areas/{area}"


def may_read(visit: Visit, area: str) -> bool:
    return any(visit.actor.holds(role, area) for role in STAFF)


HANDLERS = (show,)
