"""The programmes of an area."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from shared.contracts.areas import PROGRAMME, ListProgrammes, ProgrammeStarted, ProgrammeView
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, ViewSchema

MOST = 100  # of one area
NEWEST = "-position"


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case ProgrammeStarted(name=name, theme=theme, selection=selection):
            started = ProgrammeView(recorded.aggregate_id, recorded.area, name, theme, recorded.at, selection)
            yield Put(recorded.aggregate_id, {**to_builtins(started), "position": recorded.position})
        case _:
            return


VIEW = View(ViewSchema("programmes", (Index(("area", NEWEST)),)), (PROGRAMME,), project)


async def list_programmes(query: ListProgrammes, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    page = await views.page(VIEW.name, where={"area": query.area}, order=NEWEST, limit=MOST)
    return {"items": [{name: item[name] for name in item.keys() - {"position"}} for item in page.items]}


QUERIES: Queries = {ListProgrammes: list_programmes}
