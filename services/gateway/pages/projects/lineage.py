"""The page of what a project came from: a chain, and the same as a list."""

from collections import Counter
from dataclasses import dataclass

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.report.figures import indicator_name, with_unit
from services.gateway.visit import Visit, told
from shared.contracts.indicators import IndicatorView, ListIndicators
from shared.contracts.lineage import GetLineage, Lineage, LineageNode, NodeKind
from shared.texts import Language, text

WIDE, HIGH, MARGIN = 100, 24, 12
MOST_DRAWN = 12  # of a step; the list has all


@dataclass(frozen=True)
class Place:
    node: LineageNode
    x: int
    y: int


@dataclass(frozen=True)
class Chosen:
    """A figure in words that the area was chosen by."""

    name: str
    value: str


@dataclass(frozen=True)
class Drawing:
    """In the units of its view box."""

    width: int
    height: int
    places: tuple[Place, ...]
    lines: tuple[tuple[Place, Place], ...]


@get("/areas/{area:str}/projects/{project:str}/lineage")
async def show(request: Visit) -> ASGIApp:
    path = request.path_params
    lineage = await told(request, GetLineage(area=path["area"], project=path["project"]))
    return page(
        request,
        "projects/lineage.html",
        area=path["area"],
        nodes=lineage.nodes,
        drawing=drawn(lineage),
        chosen_by=await _chosen_by(request, lineage),
        person=await who(request),
    )


async def _chosen_by(visit: Visit, lineage: Lineage) -> dict[str, Chosen]:
    """The figures that the area was chosen by, in words, by their nodes."""
    nodes = [node for node in lineage.nodes if node.kind is NodeKind.INDICATOR]
    known = {one.id: one for one in (await told(visit, ListIndicators())).items} if nodes else {}
    return {node.key: figure_of_choice(visit.language, node, known.get(node.thing)) for node in nodes}


def figure_of_choice(language: Language, node: LineageNode, indicator: IndicatorView | None) -> Chosen:
    if indicator is None:
        return Chosen(node.thing, node.value or text(language, "unknown"))
    value = with_unit(language, node.value, indicator) if node.value else text(language, "unknown")
    return Chosen(indicator_name(language, indicator), value)


def drawn(lineage: Lineage) -> Drawing:
    """A column a step, with lines to what each thing came from."""
    rows: Counter[int] = Counter()
    places: dict[str, Place] = {}
    for node in lineage.nodes:
        if rows[node.step] < MOST_DRAWN:
            places[node.key] = Place(node, MARGIN + node.step * WIDE, MARGIN + rows[node.step] * HIGH)
            rows[node.step] += 1
    lines = [(place, places[parent]) for place in places.values() for parent in place.node.parents if parent in places]
    return Drawing(
        2 * MARGIN + max(rows) * WIDE,
        2 * MARGIN + (max(rows.values()) - 1) * HIGH,
        tuple(places.values()),
        tuple(lines),
    )


HANDLERS = (show,)
