"""The desk, where a clerk lets somebody in to vote: a code, told once."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.at_desk import admit, require_allowed
from services.gateway.code_letters import code_page
from services.gateway.directory import Person
from services.gateway.pages.filled import first
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.codes import AdmitAtDesk
from shared.contracts.rounds import GetRound
from shared.messages import Refusal, Refused

DESK = "/areas/{area:str}/rounds/{round:str}/desk"


@get(DESK)
async def show(request: Visit) -> ASGIApp:
    return await _show(request)


@post(DESK)
async def let_in(request: Visit) -> ASGIApp:
    """The code stands in this one answer, so nothing leads to another page."""
    asked = first(await request.filled(), "person").strip()
    try:
        person, code = await admit(request, asked)
    except Refused as refused:
        return await _show(request, asked=asked, refusal=refused.refusal)
    return await _show(request, person, code)


async def _show(
    request: Visit,
    admitted: Person | None = None,
    code: str = "",
    asked: str = "",
    refusal: Refusal | None = None,
) -> ASGIApp:
    area, round_, clerk = request.path_params["area"], request.path_params["round"], request.signed_in()
    require_allowed(clerk, AdmitAtDesk, area)
    return page(
        request,
        "voting/desk.html",
        here=f"/areas/{area}/rounds/{round_}/desk",
        round=await told(request, GetRound(area=area, round=round_, by=clerk)),
        area=area,
        admitted=admitted,
        code=code,
        code_page=code_page(request, area, round_),
        asked=asked,
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
    )


HANDLERS = (show, let_in)
