"""Choosing the next area: criteria and their weights, the order that follows and how firm it is, and the decision."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.city.city import require_comparer
from services.gateway.pages.city.compare import compared, directions_of, in_fields, weights_in, weights_of
from services.gateway.pages.city.comparison import shown
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, see
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.indicators import Direction, ListIndicators
from shared.contracts.need import MissingRule, Normalisation
from shared.contracts.selections import ListSelections, SelectArea
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import new_id

SELECT = "/city/select"
DECIDED = ("chosen", "theme", "reasons", "weights", "normalisation", "missing")


@get(SELECT)
async def show(request: Visit) -> ASGIApp:
    require_comparer(request)
    return await _show(request, None, {})


@post(SELECT)
async def decide(request: Visit) -> ASGIApp:
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    given = {name: first(filled, name).strip() for name in DECIDED}
    try:
        await carry_out(request, SelectArea, {"selection": derived_id(command_id), **given}, command_id)
    except Refused as refused:
        require_comparer(request)
        return await _show(request, refused.refusal, filled)
    return see(request, SELECT, done="SelectArea")


async def _show(request: Visit, refusal: Refusal | None, filled: Filled) -> ASGIApp:
    """What was decided on is compared again where the decision was refused."""
    indicators = (await told(request, ListIndicators())).items
    asked = request.asked | {name: values[0] for name, values in filled.items()}
    fields = in_fields(asked.get("weights", "")) | asked
    weights, directions = weights_of(fields, indicators), directions_of(fields, indicators)
    written = asked.get("weights") or weights_in(weights, directions)
    comparison, unclear = await compared(request, {**asked, "weights": written})
    names = {one.id: getattr(one.names, request.language.locale) for one in indicators}
    refused = problem(request.language, refusal) if refusal else None
    return page(
        request,
        "city/select.html",
        here=SELECT,
        indicators=[(one, names[one.id], weights[one.id], directions[one.id]) for one in indicators],
        directions=list(Direction),
        shown=shown(request.language, comparison, names) if comparison else None,
        problem=refused,
        refused=refused.title if refused else unclear,
        weights=written,
        normalisation=asked.get("normalisation", Normalisation.RANGE),
        missing=asked.get("missing", MissingRule.LEAVE_OUT),
        normalisations=list(Normalisation),
        rules=list(MissingRule),
        selections=await told(request, ListSelections()),
        person=await who(request),
        chosen=first(filled, "chosen"),
        theme=first(filled, "theme"),
        reasons=first(filled, "reasons"),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


HANDLERS = (show, decide)
