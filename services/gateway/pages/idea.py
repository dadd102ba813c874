"""An idea's page: what it says, who stands behind it, and what people say of it, with forms for residents."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.history import may_read
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.comments import (
    AppealCommentHiding,
    CommentOnIdea,
    CommentView,
    ListIdeaComments,
    ReportComment,
)
from shared.contracts.ideas import OPEN_TO_ALL, AppealIdeaHiding, GetIdea, ReportIdea
from shared.contracts.supports import SupportIdea, WithdrawSupport
from shared.ids import derived_id
from shared.messages import Command, Refusal, Refused
from shared.requests import new_id

MOST = 100  # comments a page
ONE = "/areas/{area:str}/ideas/{idea:str}"


class Thread(NamedTuple):
    """A comment and all that was said in reply, also to replies: a phone has no room for more steps."""

    comment: CommentView
    replies: list[CommentView]


def _comment(filled: Filled, command_id: str) -> Given:
    reply_to = first(filled, "reply_to") or None
    return {"comment": derived_id(command_id), "text": _text(filled, "text"), "reply_to": reply_to}


def _reason(filled: Filled, _: str) -> Given:
    return {"reason": first(filled, "reason").strip()}


def _words(filled: Filled, _: str) -> Given:
    return {"words": _text(filled, "words")}


def _nothing(_: Filled, __: str) -> Given:
    return {}


def _text(filled: Filled, name: str) -> str:
    return first(filled, name).replace("\r\n", "\n").strip()


Form = tuple[type[Command], Callable[[Filled, str], Given]]
ABOUT_IDEA: dict[str, Form] = {
    "support": (SupportIdea, _nothing),
    "unsupport": (WithdrawSupport, _nothing),
    "comment": (CommentOnIdea, _comment),
    "report": (ReportIdea, _reason),
    "appeal": (AppealIdeaHiding, _words),
}
ABOUT_COMMENT: dict[str, Form] = {"report": (ReportComment, _reason), "appeal": (AppealCommentHiding, _words)}


@get(ONE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, "")


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
        return await _show(request, refused.refusal, first(filled, "text"))
    return see(request, _path(request), done=act, position=str(done.position))


async def _show(request: Visit, refusal: Refusal | None, text: str) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["idea"]
    idea = await told(request, GetIdea(area=area, idea=id_, by=request.actor, wait_for=request.seen))
    after = request.asked.get("after") or None
    talk = ListIdeaComments(area=area, idea=id_, by=request.actor, limit=MOST, after=after, wait_for=request.seen)
    comments = await told(request, talk)
    return page(
        request,
        "idea.html",
        here=_path(request),
        path=_path(request),
        area=area,
        name=(await areas(request))[area],
        idea=idea,
        is_open=idea.status in OPEN_TO_ALL,
        threads=threads(comments.items),
        next=comments.next,
        staff=may_read(request, area),
        resident=is_resident(request, area),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        text=text,
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def threads(comments: Iterable[CommentView]) -> list[Thread]:
    """In the order they were begun. What replies to a comment of an earlier page begins one of its own."""
    begun: list[Thread] = []
    belongs: dict[str, Thread] = {}
    for comment in comments:
        thread = belongs.get(comment.reply_to or "")
        if thread:
            thread.replies.append(comment)
        else:
            thread = Thread(comment, [])
            begun.append(thread)
        belongs[comment.id] = thread
    return begun


def _path(visit: Visit) -> str:
    return f"/areas/{visit.path_params['area']}/ideas/{visit.path_params['idea']}"


HANDLERS = (show, do, do_to_comment)
