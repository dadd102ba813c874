"""Each figure, with all that was said of it."""

from collections.abc import Iterable
from typing import Any

from msgspec import convert, to_builtins

from shared.contracts.indicators import FIGURES, Figure, FiguresRecorded, FigureView, ListFigures, Version
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Index, PutOnce, ViewSchema

ALL = 100_000  # of one indicator: areas times years


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case FiguresRecorded() as event:
            for figure in event.figures:
                yield from _said(recorded.area, figure, event)
        case _:
            return


def _said(area: str, figure: Figure, event: FiguresRecorded) -> Iterable[Change]:
    id_ = f"{area}.{figure.indicator}.{figure.year}.{figure.level}"
    version = Version(figure.value, event.source, event.retrieved_at)
    yield PutOnce(id_, to_builtins(FigureView(area, figure.indicator, figure.year, figure.level, ())))
    yield Append(id_, "versions", to_builtins(version))


VIEW = View(
    ViewSchema("figures", (Index(("area", "-year")), Index(("indicator", "-year")), Index(("-year",)))),
    (FIGURES,),
    project,
)


async def list_figures(query: ListFigures, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    asked = {"area": query.area, "indicator": query.indicator}
    where = {field: value for field, value in asked.items() if value is not None}
    page = await views.page(VIEW.name, where=where, order="-year", after=query.after, limit=query.limit)
    return {"items": page.items, "next": page.next}


async def figures_of(indicator: str, room: Room) -> list[FigureView]:
    page = await room.views.page(VIEW.name, where={"indicator": indicator}, order="-year", limit=ALL)
    return convert(page.items, list[FigureView])


QUERIES: Queries = {ListFigures: list_figures}
