"""The page on which areas are compared: who weighs what sees at once what comes of it. A plain form, no script."""

from collections.abc import Mapping, Sequence

from litestar import get
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.city.comparison import shown
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.indicators import CITY, IndicatorView, ListIndicators
from shared.contracts.need import CompareAreas, Comparison, MissingRule, Normalisation
from shared.contracts.selections import ListSelections
from shared.messages import Refused, Role

WEIGHT, DIRECTION = "weight.", "direction."
EQUAL = "1"
Indicators = Sequence[IndicatorView]


@get("/areas/compare")
async def compare(request: Visit) -> ASGIApp:
    indicators = (await told(request, ListIndicators())).items
    weights = weights_of(request.asked, indicators)
    comparison, refused = await compared(request, {**request.asked, "weights": weights_in(weights, {})})
    names = {one.id: getattr(one.names, request.language.locale) for one in indicators}
    return page(
        request,
        "city/compare.html",
        indicators=[(one, names[one.id], weights[one.id]) for one in indicators],
        shown=shown(request.language, comparison, names) if comparison else None,
        refused=refused,
        normalisation=request.asked.get("normalisation", Normalisation.RANGE),
        missing=request.asked.get("missing", MissingRule.LEAVE_OUT),
        normalisations=list(Normalisation),
        rules=list(MissingRule),
        selections=await told(request, ListSelections()),
        person=await who(request),
        compares=request.actor.holds(Role.AREA_COORDINATOR, CITY),
    )


def weights_of(asked: Mapping[str, str], indicators: Indicators) -> dict[str, str]:
    """As they were filled in; all alike where nothing was."""
    filled = any(name.startswith(WEIGHT) for name in asked)
    return {one.id: asked.get(WEIGHT + one.id) or ("0" if filled else EQUAL) for one in indicators}


def directions_of(asked: Mapping[str, str], indicators: Indicators) -> dict[str, str]:
    return {one.id: asked.get(DIRECTION + one.id) or one.direction for one in indicators}


def weights_in(weights: Mapping[str, str], directions: Mapping[str, str]) -> str:
    """As a comparison is asked for; without a direction, the indicator's own."""
    weighed = {id_: weight for id_, weight in weights.items() if weight != "0"} or weights
    return ",".join(":".join(filter(None, (id_, weight, directions.get(id_)))) for id_, weight in weighed.items())


def in_fields(weights: str) -> dict[str, str]:
    """Weights as a comparison is asked for, as the fields of the form."""
    written = (one.split(":") for one in weights.split(","))
    return {
        kind + id_: value for id_, *given in written for kind, value in zip((WEIGHT, DIRECTION), given, strict=False)
    }


async def compared(visit: Visit, asked: Mapping[str, str]) -> tuple[Comparison | None, str]:
    """The comparison, or why there is none."""
    given = {name: asked[name] for name in ("weights", "normalisation", "missing") if name in asked}
    try:
        return await told(visit, read_strings(given, CompareAreas)), ""
    except Refused as refused:
        return None, problem(visit.language, refused.refusal).title


HANDLERS = (compare,)
