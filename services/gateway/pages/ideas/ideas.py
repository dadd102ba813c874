"""The ideas of a round as a list: by category, by words, the newest or the most supported first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from litestar import get
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page
from services.gateway.pages.which_round import RoundOfArea, round_of
from services.gateway.visit import Visit, told
from shared.contracts.categories import Category
from shared.contracts.ideas import IdeaOrder, IdeaView, ListOpenIdeas
from shared.contracts.rounds import Phase
from shared.contracts.similar import SimilarIdeas

A_PAGE = 20
MOST_FOUND = 50
ALL = "/areas/{area:str}/ideas"


@dataclass(frozen=True)
class Listed:
    items: tuple[IdeaView, ...]
    next: str | None = None


@dataclass(frozen=True)
class Sought:
    """What the list is asked for."""

    words: str
    category: Category | None
    order: IdeaOrder


@get(ALL)
async def show(request: Visit) -> ASGIApp:
    chosen = await round_of(request)
    sought = _sought(request)
    listed = await _listed(request, chosen, sought) if chosen.round else Listed(())
    path = f"/areas/{chosen.area}/ideas"
    return page(
        request,
        "ideas/ideas.html",
        here=path,
        path=path,
        area=chosen.area,
        name=chosen.name,
        chosen=chosen,
        collects=chosen.round is not None and chosen.round.phase is Phase.IDEAS,
        ideas=listed.items,
        more=_more(request, listed.next),
        sought=sought,
        categories=list(Category),
        orders=list(IdeaOrder),
        resident=is_resident(request, chosen.area),
        person=await who(request),
    )


def _sought(request: Visit) -> Sought:
    """What nobody could have chosen counts as not chosen."""
    category, order = request.asked.get("category", ""), request.asked.get("order", "")
    return Sought(
        request.asked.get("q", "").strip()[:120],
        Category(category) if category in set(Category) else None,
        IdeaOrder(order) if order in set(IdeaOrder) else IdeaOrder.NEWEST,
    )


async def _listed(request: Visit, chosen: RoundOfArea, sought: Sought) -> Listed:
    if sought.words:
        where = {"area": chosen.area, "round": chosen.round_id, "category": sought.category, "by": request.actor}
        asked = read_strings({**where, "title": sought.words, "most": MOST_FOUND}, SimilarIdeas)
        return Listed(tuple(one.idea for one in (await told(request, asked)).items))
    after = request.asked.get("after") or None
    asked_for = ListOpenIdeas(
        area=chosen.area,
        round=chosen.round_id,
        category=sought.category,
        order=sought.order,
        after=after,
        limit=A_PAGE,
        wait_for=request.seen,
        by=request.actor,
    )
    listed = await told(request, asked_for)
    return Listed(listed.items, listed.next)


def _more(request: Visit, after: str | None) -> str:
    return urlencode(request.asked | {"after": after}) if after else ""


HANDLERS = (show,)
