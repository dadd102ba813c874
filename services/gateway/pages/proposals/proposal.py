"""A proposal's page: what it says and came from, what it costs and how that was found out, with forms for who may."""

import asyncio
from typing import Any

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Given, back, first
from services.gateway.pages.ideas.talk import ABOUT_COMMENT, MOST, Form, may_speak, said, threads
from services.gateway.pages.me.follow import following
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.proposals.costing_form import OF_COMMENT, begun, rows_of, sums, wrong_in
from services.gateway.pages.proposals.proposal_forms import FORMS
from services.gateway.pages.refused_fields import NOTHING_SENT, Sent, sent
from services.gateway.pages.rendering import page, see
from services.gateway.pages.staff.history import may_read
from services.gateway.pages.voting.polling import or_none
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.comments import CommentOnProposal, ListProposalComments
from shared.contracts.costing import AssignCosting, CostingView, Feasibility, GetCosting, LineKind, Stage
from shared.contracts.gateway import Expert, ListExperts
from shared.contracts.ideas import GetIdea, IdeaView
from shared.contracts.notifications import Thing
from shared.contracts.proposals import GetProposal, ProposalStatus, ProposalView
from shared.contracts.rounds import GetRound, Phase
from shared.messages import Refused, Role
from shared.requests import new_id

FIXED = {ProposalStatus.GIVEN_UP, ProposalStatus.ON_BALLOT, ProposalStatus.FUNDED, ProposalStatus.NOT_FUNDED}
TALK: dict[str, Form] = {"comment": (CommentOnProposal, said), **ABOUT_COMMENT}
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
    """The sum is only shown."""
    given = dict(request.path_params)
    act = given.pop("act")
    if act == SUM:
        return await shown(request, sent("", "estimate", await request.filled(), None))
    if act not in FORMS:
        raise Refused(NOT_FOUND)
    return await _carry_out(request, FORMS[act], given, act)


@post([f"{ONE}/comment", f"{ONE}/comments/{{comment:str}}/{{act:str}}"])
async def talk(request: Visit) -> ASGIApp:
    """A comment, or something about one."""
    given = dict(request.path_params)
    act = given.pop("act", "comment")
    if act not in TALK:
        raise Refused(NOT_FOUND)
    if "comment" in given:
        given.pop("proposal")
    return await _carry_out(request, TALK[act], given, act if act == "comment" else OF_COMMENT)


async def _carry_out(request: Visit, form: Form, given: Given, act: str) -> ASGIApp:
    """Done, the page shows it; refused, it says why and keeps what was filled in."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    cls, read = form
    try:
        done = await carry_out(request, cls, {**given, **read(filled, command_id)}, command_id)
    except Refused as refused:
        about = given.get("question") or given.get("idea") or ""
        return await shown(request, sent(about, act, filled, refused.refusal))
    return see(request, back(filled, _path(request)), done=act, position=str(done.position))


async def shown(request: Visit, sent: Sent) -> ASGIApp:
    area, id_, by = request.path_params["area"], request.path_params["proposal"], request.actor
    proposal = await told(request, GetProposal(area=area, proposal=id_, by=by, wait_for=request.seen))
    after = request.asked.get("after") or None
    said_of = ListProposalComments(area=area, proposal=id_, by=by, limit=MOST, after=after, wait_for=request.seen)
    cost = or_none(request, GetCosting(area=area, proposal=id_, by=by, wait_for=request.seen))
    of_round = or_none(request, GetRound(area=area, round=proposal.round))
    place, costing, ideas, round_, comments, follows = await asyncio.gather(
        told(request, GetArea(area=area)),
        cost,
        _ideas(request, proposal),
        of_round,
        told(request, said_of),
        following(request, area, Thing.PROPOSAL, id_),
    )
    estimator = await request.instance.directory.get(costing.expert) if costing and costing.expert else None
    return page(
        request,
        "proposals/proposal.html",
        here=_path(request),
        path=_path(request),
        area=area,
        name=place.name,
        proposal=proposal,
        costing=costing,
        ideas=ideas,
        contests=round_.contests if round_ else (),
        planned=round_ is not None and round_.phase is Phase.PLANNING,
        staff=may_read(request, area),
        expert=by.holds(Role.EXPERT, area),
        coordinator=by.holds(Role.COORDINATOR, area),
        experts=await _experts(request, area),
        estimator=estimator.name if estimator else "",
        author=is_resident(request, area) and any(one.mine for one in ideas),
        person=await who(request),
        open_to_change=proposal.status not in FIXED,
        follows=follows,
        threads=threads(comments.items),
        next=comments.next,
        resident=is_resident(request, area),
        speaks=may_speak(request, area),
        text=sent.filled.get("text", "") if sent.act == "comment" else "",
        done=request.asked.get("done", ""),
        form=new_id(),
        **_form(request, sent, costing),
    )


def _form(visit: Visit, sent: Sent, costing: CostingView | None) -> dict[str, Any]:
    """What the forms begin with, and what is wrong in the one that was sent."""
    refused = problem(visit.language, sent.refusal) if sent.refusal else None
    lines = sent.filled if sent.act == "estimate" else begun(costing)
    wrong = wrong_in(visit.language, sent, refused)
    return {
        "kinds": list(LineKind),
        "stages": list(Stage),
        "feasibilities": list(Feasibility),
        "rows": rows_of(lines),
        "lines": lines,
        "sums": sums(lines),
        "problem": refused,
        "wrong": wrong,
        "at": [(_field(sent, name), words) for name, words in wrong.items()],
        "sent": sent,
    }


def _field(sent: Sent, name: str) -> str:
    """The id of the field that a refusal is told at."""
    parts = (sent.act, name.replace(".", "-"), sent.about)
    return name if sent.act == "comment" else "-".join(part for part in parts if part)


async def _experts(visit: Visit, area: str) -> tuple[Expert, ...]:
    """For those who may assign."""
    may = any(visit.actor.holds(role, area) for role in AssignCosting.allowed)
    return (await told(visit, ListExperts(area=area, by=visit.actor))).items if may else ()


async def _ideas(visit: Visit, proposal: ProposalView) -> list[IdeaView]:
    """Those that whoever looks may see."""
    found = await asyncio.gather(*(_idea(visit, proposal.area, one) for one in proposal.ideas))
    return [one for one in found if one]


async def _idea(visit: Visit, area: str, id_: str) -> IdeaView | None:
    return await or_none(visit, GetIdea(area=area, idea=id_, by=visit.actor, wait_for=visit.seen))


def _path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}/proposals/{visit.path_params['proposal']}"


HANDLERS = (show, do, talk)
