"""A proposal's page: what it says and came from, what it costs and how that was found out, with forms for who may."""

import asyncio
from typing import Any

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.costing_form import LINES, begun, sums, wrong_in
from services.gateway.pages.filled import first
from services.gateway.pages.history import may_read
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.proposal_forms import FORMS
from services.gateway.pages.refused_fields import NOTHING_SENT, Sent, sent
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import or_none
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.costing import CostingView, Feasibility, GetCosting, LineKind, Stage
from shared.contracts.ideas import GetIdea, IdeaView
from shared.contracts.proposals import GetProposal, ProposalStatus, ProposalView
from shared.contracts.rounds import GetRound
from shared.messages import Refused, Role
from shared.requests import new_id

FIXED = {ProposalStatus.GIVEN_UP, ProposalStatus.ON_BALLOT, ProposalStatus.FUNDED, ProposalStatus.NOT_FUNDED}
ONE = "/areas/{area:str}/proposals/{proposal:str}"
SUM = "sum"


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await shown(request, NOTHING_SENT)


@post(
    [
        f"{ONE}/costing/{{act:str}}",
        f"{ONE}/questions/{{question:str}}/{{act:str}}",
        f"{ONE}/ideas/{{idea:str}}/{{act:str}}",
    ]
)
async def do(request: Visit) -> ASGIApp:
    """Done, the page shows it; refused, it says why and keeps what was filled in. The sum is only shown."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    given = dict(request.path_params)
    act, about = given.pop("act"), given.get("question") or given.get("idea") or ""
    if act == SUM:
        return await shown(request, sent(about, "estimate", filled, None))
    if act not in FORMS:
        raise Refused(NOT_FOUND)
    cls, read = FORMS[act]
    try:
        done = await carry_out(request, cls, {**given, **read(filled, command_id)}, command_id)
    except Refused as refused:
        return await shown(request, sent(about, act, filled, refused.refusal))
    return see(request, _path(request), done=act, position=str(done.position))


async def shown(request: Visit, sent: Sent) -> ASGIApp:
    area, id_, by = request.path_params["area"], request.path_params["proposal"], request.actor
    proposal = await told(request, GetProposal(area=area, proposal=id_, by=by, wait_for=request.seen))
    place, costing, ideas, round_ = await asyncio.gather(
        told(request, GetArea(area=area)),
        or_none(request, GetCosting(area=area, proposal=id_, by=by, wait_for=request.seen)),
        _ideas(request, proposal),
        or_none(request, GetRound(area=area, round=proposal.round)),
    )
    return page(
        request,
        "proposal.html",
        here=_path(request),
        path=_path(request),
        area=area,
        name=place.name,
        proposal=proposal,
        costing=costing,
        ideas=ideas,
        contests=round_.contests if round_ else (),
        staff=may_read(request, area),
        expert=by.holds(Role.EXPERT, area),
        coordinator=by.holds(Role.COORDINATOR, area),
        author=is_resident(request, area) and any(one.mine for one in ideas),
        person=await who(request),
        open_to_change=proposal.status not in FIXED,
        done=request.asked.get("done", ""),
        form=new_id(),
        **_form(request, sent, costing),
    )


def _form(visit: Visit, sent: Sent, costing: CostingView | None) -> dict[str, Any]:
    """What the forms begin with, and what is wrong in the one that was sent."""
    refused = problem(visit.language, sent.refusal) if sent.refusal else None
    lines = sent.filled if sent.act == "estimate" else begun(costing)
    return {
        "kinds": list(LineKind),
        "stages": list(Stage),
        "feasibilities": list(Feasibility),
        "rows": LINES,
        "lines": lines,
        "sums": sums(lines),
        "problem": refused,
        "wrong": wrong_in(visit.language, sent, refused),
        "sent": sent,
    }


async def _ideas(visit: Visit, proposal: ProposalView) -> list[IdeaView]:
    """Those that whoever looks may see."""
    found = await asyncio.gather(*(_idea(visit, proposal.area, one) for one in proposal.ideas))
    return [one for one in found if one]


async def _idea(visit: Visit, area: str, id_: str) -> IdeaView | None:
    return await or_none(visit, GetIdea(area=area, idea=id_, by=visit.actor, wait_for=visit.seen))


def _path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}/proposals/{visit.path_params['proposal']}"


HANDLERS = (show, do)
