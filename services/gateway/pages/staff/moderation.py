"""What waits for a moderator: new and reported ideas and comments, and appeals for another moderator's eyes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from litestar import get, post
from litestar.types import ASGIApp
from msgspec.structs import replace

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.people import who
from services.gateway.pages.refused_fields import NOTHING_SENT, Sent, sent, wrong
from services.gateway.pages.rendering import page, see
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.comments import DecideCommentAppeal, HideComment, PublishComment
from shared.contracts.ideas import DecideIdeaAppeal, HideIdea, PublishIdea
from shared.contracts.moderation import Deed, ListModeration, ModerationView, Why
from shared.messages import Command, Refused, require
from shared.requests import new_id

MOST = 20  # a page
PAGE = "/areas/{area:str}/moderation"


def _nothing(_: Filled) -> Given:
    return {}


def _reason(filled: Filled) -> Given:
    return {"reason": first(filled, "reason").strip()}


def _decision(filled: Filled) -> Given:
    return {"granted": first(filled, "granted"), **_reason(filled)}


FORMS: Mapping[tuple[str, str], tuple[type[Command], Callable[[Filled], Given]]] = {
    ("idea", "publish"): (PublishIdea, _nothing),
    ("idea", "hide"): (HideIdea, _reason),
    ("idea", "decide"): (DecideIdeaAppeal, _decision),
    ("comment", "publish"): (PublishComment, _nothing),
    ("comment", "hide"): (HideComment, _reason),
    ("comment", "decide"): (DecideCommentAppeal, _decision),
}


@dataclass(frozen=True)
class Waiting:
    """`mine`: whoever looks hid it, and somebody else decides about the appeal."""

    item: ModerationView
    kind: str
    mine: bool

    @property
    def reported(self) -> bool:
        return self.item.why is Why.REPORTED

    @property
    def appealed(self) -> bool:
        return self.item.why is Why.APPEALED


@get(PAGE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, NOTHING_SENT)


@post(f"{PAGE}/{{kind:str}}/{{id:str}}/{{act:str}}")
async def do(request: Visit) -> ASGIApp:
    """Done, it leaves the list; refused, its form says why and keeps what was filled in."""
    path, filled = request.path_params, await request.filled()
    form = FORMS.get((path["kind"], path["act"]))
    require(form is not None, NOT_FOUND)
    command_id = await request.command_id(first(filled, "form"))
    try:
        cls, read = form or FORMS["idea", "publish"]
        given = {"area": path["area"], path["kind"]: path["id"], **read(filled)}
        done = await carry_out(request, cls, given, command_id)
    except Refused as refused:
        return await _show(request, sent(path["id"], path["act"], filled, refused.refusal))
    place = _place(request) | {"done": path["act"], "position": str(done.position)}
    return see(request, f"/areas/{path['area']}/moderation", **place)


def _place(visit: Visit) -> dict[str, str]:
    """Which page of the list is looked at; empty: the first."""
    after = visit.asked.get("after")
    return {"after": after} if after else {}


async def _show(request: Visit, sent: Sent) -> ASGIApp:
    area, by, place = request.path_params["area"], request.signed_in(), _place(request)
    asked = ListModeration(area=area, by=by, limit=MOST, after=place.get("after"), wait_for=request.seen)
    waiting = await told(request, asked)
    if place and not waiting.items:  # the last one there is done
        place, waiting = {}, await told(request, replace(asked, after=None))
    refused = problem(request.language, sent.refusal) if sent.refusal else None
    now = request.instance.settings.clock()
    return page(
        request,
        "staff/moderation.html",
        here=f"/areas/{area}/moderation",
        area=area,
        name=(await told(request, GetArea(area=area))).name,
        items=[_waiting(item, by.id) for item in waiting.items],
        days={item.id: (now - item.since).days for item in waiting.items},
        count=waiting.count,
        next=waiting.next,
        place=place,
        sent=sent,
        problem=refused,
        wrong=wrong(refused),
        done=request.asked.get("done", ""),
        form=new_id(),
        person=await who(request),
    )


def _waiting(item: ModerationView, person: str) -> Waiting:
    hidden_by = next((step.by for step in reversed(item.steps) if step.deed is Deed.HIDDEN), None)
    return Waiting(item, "comment" if item.comment else "idea", hidden_by == person)


HANDLERS = (show, do)
