"""The trail of one thing: what happened, when, by which role. Nobody is named."""

from litestar import get
from litestar.types import ASGIApp
from msgspec.structs import replace

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.staff.history_words import NAMES, WORDS
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.history import STAFF, GetHistory, GetRoundHistory, GetVoteHistory, HistoryView, Thing
from shared.messages import Role, require

ROUND = "round"


@get("/areas/{area:str}/history/{kind:str}/{id:str}")
async def show(request: Visit) -> ASGIApp:
    area, kind, id_ = (request.path_params[name] for name in ("area", "kind", "id"))
    require(kind in NAMES, NOT_FOUND)
    told_of = await (_of_round(request, area, id_) if kind == ROUND else _of_thing(request, area, kind, id_))
    return page(
        request,
        "staff/history.html",
        here=request.scope["path"],
        area=area,
        name=(await told(request, GetArea(area=area))).name,
        kind=NAMES[kind],
        thing=_address(kind, told_of),
        steps=[(WORDS.get(step.what, step.what), step) for step in told_of.steps],
        person=await who(request),
    )


async def _of_thing(visit: Visit, area: str, kind: str, id_: str) -> HistoryView:
    return await told(visit, GetHistory(area=area, thing=Thing(kind), id=id_, by=visit.signed_in()))


async def _of_round(visit: Visit, area: str, id_: str) -> HistoryView:
    """With its vote, for those who run it."""
    by = visit.signed_in()
    planned = await told(visit, GetRoundHistory(area=area, round=id_, by=by))
    if not by.holds(Role.COORDINATOR, area):
        return planned
    voted = await told(visit, GetVoteHistory(area=area, round=id_, by=by))
    return replace(planned, steps=tuple(sorted(planned.steps + voted.steps, key=lambda step: step.at)))


def _address(kind: str, told_of: HistoryView) -> str:
    """Where the thing itself is shown; a comment where it was said."""
    place = f"/areas/{told_of.area}"
    if told_of.on_idea or told_of.on_proposal:
        return f"{place}/ideas/{told_of.on_idea}" if told_of.on_idea else f"{place}/proposals/{told_of.on_proposal}"
    return f"{place}/{kind}s/{told_of.id}" if kind in {Thing.IDEA, Thing.PROPOSAL, Thing.PROJECT} else place


def may_read(visit: Visit, area: str) -> bool:
    return any(visit.actor.holds(role, area) for role in STAFF)


HANDLERS = (show,)
