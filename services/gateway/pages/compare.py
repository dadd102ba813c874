"""The page on which areas are compared: who weighs what sees at once what comes of it. A plain form, no script."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.comparison import shown
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.indicators import IndicatorView, ListIndicators
from shared.contracts.need import CompareAreas, Comparison, ListSelections, MissingRule, Normalisation
from shared.messages import Refused

WEIGHT = "weight."
EQUAL = "1"


@get("/areas/compare")
async def compare(request: Visit) -> ASGIApp:
    indicators = (await told(request, ListIndicators())).items
    weights = _weights(request, indicators)
    comparison, refused = await _compared(request, weights)
    names = {one.id: getattr(one.names, request.language) for one in indicators}
    return page(
        request,
        "compare.html",
        indicators=[(one, names[one.id], weights[one.id]) for one in indicators],
        shown=shown(request.language, comparison, names) if comparison else None,
        refused=refused,
        normalisation=request.asked.get("normalisation", Normalisation.RANGE),
        missing=request.asked.get("missing", MissingRule.LEAVE_OUT),
        normalisations=list(Normalisation),
        rules=list(MissingRule),
        selections=await told(request, ListSelections()),
        person=await who(request),
    )


def _weights(visit: Visit, indicators: tuple[IndicatorView, ...]) -> dict[str, str]:
    """As they were filled in; all alike where nothing was."""
    filled = any(name.startswith(WEIGHT) for name in visit.asked)
    return {one.id: visit.asked.get(WEIGHT + one.id) or ("0" if filled else EQUAL) for one in indicators}


async def _compared(visit: Visit, weights: dict[str, str]) -> tuple[Comparison | None, str]:
    """The comparison, or why there is none."""
    asked = {"weights": ",".join(f"{id_}:{weight}" for id_, weight in weights.items() if weight != "0")}
    asked["weights"] = asked["weights"] or ",".join(f"{id_}:0" for id_ in weights)
    asked |= {name: visit.asked[name] for name in ("normalisation", "missing") if name in visit.asked}
    try:
        return await told(visit, read_strings(asked, CompareAreas)), ""
    except Refused as refused:
        return None, problem(visit.language, refused.refusal).title


HANDLERS = (compare,)
