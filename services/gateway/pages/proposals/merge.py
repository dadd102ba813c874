"""Building a proposal: choose ideas of a round in a list, and give the whole a title and words."""

import asyncio
from dataclasses import dataclass, replace

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.ideas.talk import language
from services.gateway.pages.people import who
from services.gateway.pages.refused_fields import wrong
from services.gateway.pages.rendering import page, see
from services.gateway.pages.voting.polling import or_none
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.categories import Category
from shared.contracts.ideas import GetIdea, IdeaStatus, IdeaView, ListIdeas
from shared.contracts.proposals import DraftProposal
from shared.contracts.rounds import GetRound
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import new_id
from shared.texts import text

MOST = 50  # ideas shown besides the chosen ones
MOST_CHOSEN = 100
PAGE = "/areas/{area:str}/rounds/{round:str}/merge"


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


NONE_CHOSEN = _("Choose one idea at least.")


@dataclass(frozen=True)
class Draft:
    """What stands in the form; `after` is the place in the list of ideas that is shown."""

    chosen: tuple[str, ...] = ()
    title: str = ""
    text: str = ""
    category: Category | None = None
    after: str = ""


def _read(filled: Filled) -> Draft:
    category = first(filled, "category")
    return Draft(
        tuple(dict.fromkeys(filled.get("idea", ()))),
        first(filled, "title").strip(),
        first(filled, "text").replace("\r\n", "\n").strip(),
        Category(category) if category in set(Category) else None,
        first(filled, "after"),
    )


@get(PAGE)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, Draft(), None)


@post(PAGE)
async def do(request: Visit) -> ASGIApp:
    """Drafted, the proposal is shown. `find` looks for other ideas, and keeps what was chosen and written."""
    filled, path = await request.filled(), request.path_params
    draft, command_id = _read(filled), await request.command_id(first(filled, "form"))
    if "find" in filled:
        return await _show(request, replace(draft, after=first(filled, "find")), None)
    proposal = derived_id(command_id)
    given = {**path, "proposal": proposal, "ideas": draft.chosen, "title": draft.title, "text": draft.text}
    given |= language(filled)
    try:
        done = await carry_out(request, DraftProposal, given, command_id)
    except Refused as refused:
        return await _show(request, draft, refused.refusal)
    return see(request, f"/areas/{path['area']}/proposals/{proposal}", done="draft", position=str(done.position))


async def _show(request: Visit, draft: Draft, refusal: Refusal | None) -> ASGIApp:
    area, round_, by = request.path_params["area"], request.path_params["round"], request.signed_in()
    asked = ListIdeas(
        area=area,
        round=round_,
        by=by,
        status=IdeaStatus.PUBLISHED,
        category=draft.category,
        limit=MOST,
        after=draft.after or None,
        wait_for=request.seen,
    )
    place, about, ideas, chosen = await asyncio.gather(
        told(request, GetArea(area=area)),
        told(request, GetRound(area=area, round=round_)),
        told(request, asked),
        _chosen(request, area, draft.chosen),
    )
    refused = problem(request.language, refusal) if refusal else None
    return page(
        request,
        "proposals/merge.html",
        here=f"/areas/{area}/rounds/{round_}/merge",
        area=area,
        name=place.name,
        round=about,
        chosen=chosen,
        ideas=[one for one in ideas.items if one.id not in draft.chosen],
        next=ideas.next,
        draft=draft,
        categories=list(Category),
        problem=refused,
        wrong=_at_fields(request, wrong(refused)),
        form=new_id(),
        person=await who(request),
    )


def _at_fields(visit: Visit, told_of: dict[str, str]) -> dict[str, str]:
    """That no idea is chosen is said in words of its own: the list is no field to fill in."""
    return told_of | {"ideas": text(visit.language, NONE_CHOSEN)} if "ideas" in told_of else told_of


async def _chosen(visit: Visit, area: str, ids: tuple[str, ...]) -> list[IdeaView]:
    found = await asyncio.gather(*(_idea(visit, area, one) for one in ids[:MOST_CHOSEN]))
    return [one for one in found if one]


async def _idea(visit: Visit, area: str, id_: str) -> IdeaView | None:
    return await or_none(visit, GetIdea(area=area, idea=id_, by=visit.actor))


HANDLERS = (show, do)
