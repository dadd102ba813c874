"""Ballots on paper: how many came by which way, the batches beside the register, and opening a batch."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.explanations import ways_in_words
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, see
from services.gateway.problems import problem
from services.gateway.results import told_vote
from services.gateway.visit import Visit, told
from shared.contracts.paper import GetReconciliation, OpenPaperBatch
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import new_id

PAPER = "/areas/{area:str}/rounds/{round:str}/paper"


def paper_path(request: Visit) -> str:
    return f"/areas/{request.path_params['area']}/rounds/{request.path_params['round']}/paper"


@get(PAPER)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post(PAPER)
async def open_batch(request: Visit) -> ASGIApp:
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    asked = {name: first(filled, name).strip() for name in ("place", "home")}
    batch = derived_id(command_id)
    given = {**request.path_params, "batch": batch, **asked, "home": asked["home"] or None}
    try:
        await carry_out(request, OpenPaperBatch, given, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, filled)
    return see(request, f"{paper_path(request)}/{batch}")


async def _show(request: Visit, refusal: Refusal | None, filled: Filled) -> ASGIApp:
    area, round_ = request.path_params["area"], request.path_params["round"]
    compared = await told(request, GetReconciliation(area=area, round=round_, by=request.signed_in()))
    vote = await told_vote(request)
    return page(
        request,
        "voting/paper.html",
        here=paper_path(request),
        compared=compared,
        ways=ways_in_words(request.language, compared.channels),
        area=area,
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        place=first(filled, "place"),
        home=first(filled, "home"),
        homes=sorted({home for contest in vote.contests for home in contest.homes}),
        form=new_id(),
    )


HANDLERS = (show, open_batch)
