"""The indicators that come along, and the city's own."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert, to_builtins

from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.indicators import (
    INDICATOR,
    IndicatorDefined,
    Indicators,
    IndicatorView,
    ListIndicators,
)
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, ViewSchema

ALL = 1000


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case IndicatorDefined() as event:
            yield Put(recorded.aggregate_id, to_builtins(_view(recorded.aggregate_id, event)))
        case _:
            return


def _view(id: str, event: IndicatorDefined) -> IndicatorView:
    return IndicatorView(id, event.names, event.topic, event.unit, event.direction, event.sotkanet)


VIEW = View(ViewSchema("indicators", (Index(("topic",)),)), (INDICATOR,), project)


async def list_indicators(query: ListIndicators, room: Room) -> Any:
    await room.reached(VIEW, query.wait_for)
    return Indicators(await all_indicators(room))


async def all_indicators(room: Room) -> tuple[IndicatorView, ...]:
    own = await room.views.page(VIEW.name, where={}, order="topic", limit=ALL)
    return (*(_view(id_, event) for id_, event in BUILT_IN.items()), *convert(own.items, list[IndicatorView]))


QUERIES: Queries = {ListIndicators: list_indicators}
