"""Areas compared by the figures that are known now."""

import asyncio
from functools import lru_cache

from msgspec import convert

from services.areas.domain.comparable import comparable, values_of
from services.areas.domain.need_index import ranking
from services.areas.domain.sensitivity import variations
from services.areas.domain.weights import criteria_of
from services.areas.projections import AREAS
from services.areas.views.figures import VIEW as FIGURES
from services.areas.views.figures import figures_of
from services.areas.views.indicators import VIEW as INDICATORS
from services.areas.views.indicators import all_indicators
from services.areas.views.measures import VIEW as MEASURES
from services.areas.views.measures import measures
from shared.contracts.areas import AreaView
from shared.contracts.need import CompareAreas, ComparedArea, ComparedFigure, Comparison, Method, Ranked, Variation
from shared.room import Room
from shared.service import Queries

ALL = 1000
KEPT = 64  # comparisons that were worked out last: most people ask for the one with all weights alike


async def compare_areas(query: CompareAreas, room: Room) -> Comparison:
    """By the newest of all that it shows, as it may be frozen in a decision."""
    await asyncio.gather(*(room.caught_up(view) for view in (AREAS, INDICATORS, FIGURES, MEASURES)))
    criteria = criteria_of(query.weights, {one.id: one.direction for one in await all_indicators(room)})
    method = Method(criteria, query.normalisation, query.missing)
    areas = await _areas(room)
    ids = tuple(area.id for area in areas)
    figures = await _figures(method, frozenset(ids), room)
    order, sensitivity = _ordered(ids, figures, method)
    return Comparison(
        method=method,
        areas=areas,
        figures=figures,
        ranking=order,
        sensitivity=sensitivity,
        measures=tuple(await measures(room)),
    )


@lru_cache(KEPT)
def _ordered(
    areas: tuple[str, ...], figures: tuple[ComparedFigure, ...], method: Method
) -> tuple[tuple[Ranked, ...], tuple[Variation, ...]]:
    values = values_of(figures)
    return ranking(areas, values, method), variations(areas, values, method)


async def _areas(room: Room) -> tuple[ComparedArea, ...]:
    page = await room.views.page(AREAS.name, where={}, order="name", limit=ALL)
    return tuple(ComparedArea(area.id, area.name) for area in convert(page.items, list[AreaView]))


async def _figures(method: Method, areas: frozenset[str], room: Room) -> tuple[ComparedFigure, ...]:
    known = await asyncio.gather(*(figures_of(one.indicator, room) for one in method.criteria))
    return tuple(one for found in known for one in comparable(one for one in found if one.area in areas))


QUERIES: Queries = {CompareAreas: compare_areas}
