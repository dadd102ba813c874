"""Giving an idea in under a minute: ideas alike are shown while it is written, and at the latest before it is given."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.ideas.talk import language
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.pages.voting.polling import or_none
from services.gateway.pages.wrong import wrong_fields
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.categories import Category
from shared.contracts.idea_drafts import GetMyIdeaDraft, KeepIdeaDraft
from shared.contracts.ideas import SubmitIdea
from shared.contracts.rounds import GetRound, Phase
from shared.contracts.similar import SimilarIdea, SimilarIdeas
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import new_id

ALL = "/areas/{area:str}/rounds/{round:str}/ideas"
SAID = ("title", "text", "category")


@get(f"{ALL}/new")
async def show(request: Visit) -> ASGIApp:
    return await _show(request, await _draft(request))


@get(f"{ALL}/alike")
async def show_alike(request: Visit) -> ASGIApp:
    """A part of the page, for what is written just now."""
    alike = await _alike(request, request.asked)
    return page(request, "ideas/ideas_alike.html", alike=alike, area=request.path_params["area"])


@post(ALL)
async def give(request: Visit) -> ASGIApp:
    """Given, its page says thank you. Who has not seen the ideas alike sees them first."""
    filled = await request.filled()
    said = _said(filled)
    try:
        request.signed_in()
        alike = await _alike(request, said)
        if not {one.idea.id for one in alike} <= set(filled.get("seen", ())):
            return await _show(request, said, alike=alike, form=first(filled, "form"))
        idea = await _give(request, filled, said)
    except Refused as refused:
        return await _show(request, said, refusal=refused.refusal)
    return idea


@post(f"{ALL}/draft")
async def keep(request: Visit) -> ASGIApp:
    """On all devices, until the idea is given."""
    said = _said(await request.filled())
    try:
        await carry_out(request, KeepIdeaDraft, {**request.path_params, **said}, new_id())
    except Refused as refused:
        return await _show(request, said, refusal=refused.refusal)
    return see(request, f"{_path(request)}/new", done="kept")


async def _give(request: Visit, filled: Filled, said: dict[str, str]) -> ASGIApp:
    command_id = await request.command_id(first(filled, "form"))
    id_ = derived_id(command_id)
    done = await carry_out(
        request, SubmitIdea, {**request.path_params, "idea": id_, **said, **language(filled)}, command_id
    )
    path = f"/areas/{request.path_params['area']}/ideas/{id_}"
    return see(request, path, done="given", position=str(done.position))


def _said(filled: Filled) -> dict[str, str]:
    said = {name: first(filled, name).replace("\r\n", "\n").strip() for name in SAID}
    return said | {"category": said["category"] or Category.OTHER}


async def _alike(request: Visit, said: Given) -> tuple[SimilarIdea, ...]:
    asked = {name: said.get(name, "").strip() for name in ("title", "text")}
    if not asked["title"]:
        return ()
    return (await told(request, read_strings({**request.path_params, **asked}, SimilarIdeas))).items


async def _draft(request: Visit) -> dict[str, str]:
    """What I began to write, here or on another device."""
    area, round_ = request.path_params["area"], request.path_params["round"]
    empty = {"title": "", "text": "", "category": ""}
    if not is_resident(request, area):
        return empty
    draft = await or_none(request, GetMyIdeaDraft(area=area, round=round_, by=request.actor))
    return {"title": draft.title, "text": draft.text, "category": draft.category} if draft else empty


async def _show(
    request: Visit,
    said: dict[str, str],
    *,
    refusal: Refusal | None = None,
    alike: tuple[SimilarIdea, ...] = (),
    form: str = "",
) -> ASGIApp:
    area = request.path_params["area"]
    named = await areas(request)
    round_ = await told(request, GetRound(area=area, round=request.path_params["round"]))
    refused = problem(request.language, refusal) if refusal else None
    return page(
        request,
        "ideas/give_idea.html",
        here=f"{_path(request)}/new",
        path=_path(request),
        area=area,
        name=named[area],
        round=round_,
        collects=round_.phase is Phase.IDEAS,
        resident=is_resident(request, area),
        person=await who(request),
        said=said,
        alike=alike,
        categories=list(Category),
        problem=refused,
        wrong=wrong_fields(refused, SAID),
        done=request.asked.get("done", ""),
        form=form or new_id(),
    )


def _path(request: Visit) -> str:
    return "/areas/{area}/rounds/{round}/ideas".format_map(request.path_params)


HANDLERS = (show, show_alike, give, keep)
