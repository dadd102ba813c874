"""Which areas were chosen, on which comparison, and where pilots run."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert, to_builtins

from shared.contracts.selections import (
    PILOTS,
    SELECTION,
    AreaSelected,
    ListSelections,
    PilotEnded,
    PilotLimitSet,
    Selections,
    SelectionView,
)
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, Update, ViewSchema

ALL = 1000
LIMIT = "limit"


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case AreaSelected() as event:
            made = SelectionView(event.selection, event.chosen, event.theme, event.reasons, event.comparison, True)
            yield Put(event.selection, {**to_builtins(made), "position": recorded.position})
        case PilotEnded(selection=id_):
            yield Update(id_, {"running": False})
        case PilotLimitSet(most=most):
            yield Put(LIMIT, {"most": most})
        case _:
            return


VIEW = View(ViewSchema("selections", (Index(("position",)),)), (SELECTION,), project)


async def list_selections(query: ListSelections, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    limit = await views.get(VIEW.name, LIMIT)
    made = await views.page(VIEW.name, where={}, order="position", limit=ALL)
    return Selections(limit["most"] if limit else PILOTS, tuple(convert(made.items, list[SelectionView])))


QUERIES: Queries = {ListSelections: list_selections}
