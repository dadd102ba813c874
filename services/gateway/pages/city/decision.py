"""A decision that chose an area, with all that it rests on as it was then."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.city.comparison import shown
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.indicators import ListIndicators
from shared.contracts.selections import ListSelections, SelectionView
from shared.messages import Refused


@get("/selections/{selection:str}")
async def show(request: Visit) -> ASGIApp:
    made = await _made(request, request.path_params["selection"])
    names = {
        one.id: getattr(one.names, request.language.locale) for one in (await told(request, ListIndicators())).items
    }
    areas = {one.id: one.name for one in made.comparison.areas}
    return page(
        request,
        "city/decision.html",
        here=f"/selections/{made.id}",
        made=made,
        name=areas[made.chosen],
        shown=shown(request.language, made.comparison, names),
        person=await who(request),
    )


async def _made(visit: Visit, id_: str) -> SelectionView:
    made = {one.id: one for one in (await told(visit, ListSelections())).items}
    if id_ not in made:
        raise Refused(NOT_FOUND)
    return made[id_]


HANDLERS = (show,)
