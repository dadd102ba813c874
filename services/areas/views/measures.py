"""The measures of the investment programme, by when they start."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert, to_builtins

from services.areas.views.keys import as_named, key
from shared.contracts.measures import (
    MEASURE,
    LeadMeasureChosen,
    LeadMeasureDropped,
    ListMeasures,
    MeasurePlanned,
    MeasureView,
)
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, PutOnce, Update, ViewSchema

ALL = 1000


def project(recorded: Recorded) -> Iterable[Change]:
    measure, id_ = recorded.aggregate_id, key(recorded.area, recorded.aggregate_id)
    match recorded.event:
        case MeasurePlanned() as event:
            planned = MeasureView(measure, recorded.area, event.name, event.cost_cents, event.starts_on, event.ends_on)
            yield PutOnce(id_, to_builtins(planned))
            yield Update(id_, to_builtins(event))  # planned anew, it leads what it led
        case LeadMeasureChosen(programme=programme, reason=reason):
            yield Update(id_, {"leads": programme, "lead_reason": reason})
        case LeadMeasureDropped():
            yield Update(id_, {"leads": "", "lead_reason": ""})
        case _:
            return


VIEW = View(ViewSchema("measures", (Index(("area", "starts_on")), Index(("starts_on",)))), (MEASURE,), project)


async def list_measures(query: ListMeasures, room: Room) -> Any:
    await room.reached(VIEW, query.wait_for)
    return {"items": await measures(room, query.area)}


async def measures(room: Room, area: str | None = None) -> list[MeasureView]:
    where = {"area": area} if area else {}
    page = await room.views.page(VIEW.name, where=where, order="starts_on", limit=ALL)
    return convert([as_named(item) for item in page.items], list[MeasureView])


QUERIES: Queries = {ListMeasures: list_measures}
