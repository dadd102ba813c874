"""Where one types in a voting code."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.code_sign_in import LIFETIME, let_in
from services.gateway.pages.me.account import signed_in
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.rounds import GetRound
from shared.messages import Refusal, Refused

PATH = "/areas/{area:str}/rounds/{round:str}/code"


@get(PATH)
async def ask_code(request: Visit) -> ASGIApp:
    """The square on a slip leads here with the code in the address."""
    return await _show(request, request.asked.get("code", ""), None)


@post(PATH)
async def take_code(request: Visit) -> ASGIApp:
    typed = (await request.filled()).get("code", [""])[0]
    try:
        voter = await let_in(request, typed)
    except Refused as refused:
        return await _show(request, typed, refused.refusal)
    ballot = request.scope["path"].removesuffix("/code") + "/ballot"
    return await signed_in(request, ballot, voter, LIFETIME)


async def _show(request: Visit, typed: str, refusal: Refusal | None) -> ASGIApp:
    area, round_ = request.path_params["area"], request.path_params["round"]
    return page(
        request,
        "voting/code.html",
        here=request.scope["path"],
        area=area,
        round=await told(request, GetRound(area=area, round=round_, by=request.actor)),
        person=await who(request),
        typed=typed,
        problem=problem(request.language, refusal) if refusal else None,
    )


HANDLERS = (ask_code, take_code)
