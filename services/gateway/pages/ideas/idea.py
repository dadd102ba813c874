"""An idea's page: what it says, who stands behind it, and what people say of it, with forms for residents."""

import asyncio
from collections.abc import Sequence

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.area.map import MARGIN, WIDE, sheet_of
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Given, first
from services.gateway.pages.ideas.talk import (
    ABOUT_COMMENT,
    MOST,
    Form,
    may_speak,
    nothing,
    reason,
    said,
    threads,
    words,
)
from services.gateway.pages.me.follow import following
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.staff.history import may_read
from services.gateway.pages.wrong import wrong_fields
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.categories import Category
from shared.contracts.comments import CommentOnIdea, ListIdeaComments
from shared.contracts.ideas import OPEN_TO_ALL, AppealIdeaHiding, GetIdea, IdeaStatus, ReportIdea
from shared.contracts.notifications import Thing
from shared.contracts.places import Point
from shared.contracts.rounds import GetRound, Phase
from shared.contracts.supports import SupportIdea, WithdrawSupport
from shared.messages import Refusal, Refused
from shared.requests import new_id

ONE = "/areas/{area:str}/ideas/{idea:str}"
MAP_WIDTH = 240  # pixels, so that it fits the narrowest phone; where it was touched is told in them
CHANGEABLE = frozenset({IdeaStatus.SUBMITTED, IdeaStatus.PUBLISHED})
ABOUT_IDEA: dict[str, Form] = {
    "support": (SupportIdea, nothing),
    "unsupport": (WithdrawSupport, nothing),
    "comment": (CommentOnIdea, said),
    "report": (ReportIdea, reason),
    "appeal": (AppealIdeaHiding, words),
}


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await show_idea(request)


@post(f"{ONE}/{{act:str}}")
async def do(request: Visit) -> ASGIApp:
    return await _do(request, ABOUT_IDEA, {"idea": request.path_params["idea"]})


@post(f"{ONE}/comments/{{comment:str}}/{{act:str}}")
async def do_to_comment(request: Visit) -> ASGIApp:
    return await _do(request, ABOUT_COMMENT, {"comment": request.path_params["comment"]})


async def _do(request: Visit, forms: dict[str, Form], about: Given) -> ASGIApp:
    """Done, the page shows it; refused, it says why and keeps what was written."""
    filled, act = await request.filled(), request.path_params["act"]
    command_id = await request.command_id(first(filled, "form"))
    if act not in forms:
        raise Refused(NOT_FOUND)
    cls, read = forms[act]
    try:
        given = {"area": request.path_params["area"], **about, **read(filled, command_id)}
        done = await carry_out(request, cls, given, command_id)
    except Refused as refused:
        return await show_idea(request, refused.refusal, first(filled, "text"))
    return see(request, idea_path(request), done=act, position=str(done.position))


async def show_idea(request: Visit, refusal: Refusal | None = None, text: str = "") -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["idea"]
    idea = await told(request, GetIdea(area=area, idea=id_, by=request.actor, wait_for=request.seen))
    after = request.asked.get("after") or None
    talk = ListIdeaComments(area=area, idea=id_, by=request.actor, limit=MOST, after=after, wait_for=request.seen)
    comments, follows, place, round_ = await asyncio.gather(
        told(request, talk),
        following(request, area, Thing.IDEA, id_),
        told(request, GetArea(area=area)),
        told(request, GetRound(area=area, round=idea.round)),
    )
    is_open = idea.status in OPEN_TO_ALL
    refused = problem(request.language, refusal) if refusal else None
    return page(
        request,
        "ideas/idea.html",
        here=idea_path(request),
        path=idea_path(request),
        area=area,
        name=place.name,
        map_width=MAP_WIDTH,
        map_height=_map_height(place.boundary),
        idea=idea,
        seen=request.seen,
        changeable=idea.mine and idea.status in CHANGEABLE and round_.phase is Phase.IDEAS,
        round=round_,
        categories=list(Category),
        is_open=is_open,
        follows=follows,
        threads=threads(comments.items),
        next=comments.next,
        staff=may_read(request, area),
        resident=is_resident(request, area),
        speaks=is_open and may_speak(request, area),
        person=await who(request),
        problem=refused,
        wrong=wrong_fields(refused, ("text", "alt")),
        text=text,
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def _map_height(boundary: Sequence[Point]) -> int:
    """Known before the map has come, so that nothing moves when it does; 0 without a map."""
    sheet = sheet_of(boundary)
    return round(MAP_WIDTH * (sheet.height + 2 * MARGIN) / (WIDE + 2 * MARGIN)) if sheet else 0


def idea_path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}/ideas/{visit.path_params['idea']}"


HANDLERS = (show, do, do_to_comment)
