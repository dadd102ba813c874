"""A proposal's page: what it says and came from, what it costs and how that was found out, with forms for who may."""

import asyncio

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Given, first
from services.gateway.pages.follow import following
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.polling import or_none
from services.gateway.pages.proposal_forms import FORMS, LINES
from services.gateway.pages.rendering import page, see
from services.gateway.pages.talk import ABOUT_COMMENT, MOST, Form, may_speak, said, threads
from services.gateway.pages.wrong import wrong_fields
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.comments import CommentOnProposal, ListProposalComments
from shared.contracts.costing import Feasibility, GetCosting, LineKind, Stage
from shared.contracts.ideas import GetIdea, IdeaView
from shared.contracts.notifications import Thing
from shared.contracts.proposals import GetProposal, ProposalStatus, ProposalView
from shared.messages import Refusal, Refused, Role
from shared.requests import new_id

FIXED = {ProposalStatus.GIVEN_UP, ProposalStatus.ON_BALLOT, ProposalStatus.FUNDED, ProposalStatus.NOT_FUNDED}
TALK: dict[str, Form] = {"comment": (CommentOnProposal, said), **ABOUT_COMMENT}
ONE = "/areas/{area:str}/proposals/{proposal:str}"


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post(
    [
        f"{ONE}/costing/{{act:str}}",
        f"{ONE}/questions/{{question:str}}/{{act:str}}",
        f"{ONE}/ideas/{{idea:str}}/{{act:str}}",
    ]
)
async def do(request: Visit) -> ASGIApp:
    given = dict(request.path_params)
    act = given.pop("act")
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
    return await _carry_out(request, TALK[act], given, act)


async def _carry_out(request: Visit, form: Form, given: Given, act: str) -> ASGIApp:
    """Done, the page shows it; refused, it says why and keeps what was filled in."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    cls, read = form
    try:
        done = await carry_out(request, cls, {**given, **read(filled, command_id)}, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, {name: values[0] for name, values in filled.items()})
    return see(request, _path(request), done=act, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None, filled: dict[str, str]) -> ASGIApp:
    area, id_, by = request.path_params["area"], request.path_params["proposal"], request.actor
    proposal = await told(request, GetProposal(area=area, proposal=id_, by=by, wait_for=request.seen))
    cost = or_none(request, GetCosting(area=area, proposal=id_, by=by, wait_for=request.seen))
    after = request.asked.get("after") or None
    place, costing, ideas, comments, follows = await asyncio.gather(
        told(request, GetArea(area=area)),
        cost,
        _ideas(request, proposal),
        told(
            request,
            ListProposalComments(area=area, proposal=id_, by=by, limit=MOST, after=after, wait_for=request.seen),
        ),
        following(request, area, Thing.PROPOSAL, id_),
    )
    refused = problem(request.language, refusal) if refusal else None
    speaking = request.scope["path"].endswith("/comment")
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
        expert=by.holds(Role.EXPERT, area),
        coordinator=by.holds(Role.COORDINATOR, area),
        author=is_resident(request, area) and any(one.mine for one in ideas),
        person=await who(request),
        open_to_change=proposal.status not in FIXED,
        kinds=list(LineKind),
        stages=list(Stage),
        feasibilities=list(Feasibility),
        rows=LINES,
        follows=follows,
        threads=threads(comments.items),
        next=comments.next,
        resident=is_resident(request, area),
        speaks=may_speak(request, area),
        problem=refused,
        wrong=wrong_fields(refused, ("text",)) if speaking else {},
        text=filled.get("text", "") if speaking else "",
        filled=filled,
        done=request.asked.get("done", ""),
        form=new_id(),
    )


async def _ideas(visit: Visit, proposal: ProposalView) -> list[IdeaView]:
    """Those that whoever looks may see."""
    found = await asyncio.gather(*(_idea(visit, proposal.area, one) for one in proposal.ideas))
    return [one for one in found if one]


async def _idea(visit: Visit, area: str, id_: str) -> IdeaView | None:
    return await or_none(visit, GetIdea(area=area, idea=id_, by=visit.actor, wait_for=visit.seen))


def _path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}/proposals/{visit.path_params['proposal']}"


HANDLERS = (show, do, talk)
