"""Figures out of a file: looked at first, then recorded area by area."""

import asyncio
from collections.abc import Iterable
from itertools import groupby

import msgspec
from msgspec.structs import replace

from services.areas.domain.area import area
from services.areas.domain.figures import figures
from services.areas.domain.upload import Known, read
from services.areas.sources.tables import rows_of
from shared.contracts.areas import AREA, UNKNOWN_AREA, Areas, ListAreas
from shared.contracts.imports import (
    IMPORT_PROBLEMS,
    FoundFigure,
    ImportFigures,
    ImportPreview,
    PreviewImport,
    RowProblem,
)
from shared.contracts.indicators import CITY, INDICATOR, Indicators, IndicatorView, ListIndicators, RecordFigures
from shared.ids import derived_id
from shared.log import last_position_of
from shared.messages import Done, Refused, require
from shared.requests import ask
from shared.room import Room
from shared.service import Queries

MOST_PROBLEMS = 200
"""As many are told at once: whoever corrects them looks again."""


async def preview_import(query: PreviewImport, room: Room) -> ImportPreview:
    preview = await _read(query.content, room)
    return replace(preview, problems=preview.problems[:MOST_PROBLEMS])


async def import_figures(command: ImportFigures, command_id: str, room: Room) -> Done:
    preview = await _read(command.content, room)
    require(not preview.problems, IMPORT_PROBLEMS, n=len(preview.problems))
    recording = RecordFigures(area=CITY, figures=(), source=command.source, by=command.by, at=command.at)
    return await record(preview.figures, recording, command_id, room)


async def record(found: tuple[FoundFigure, ...], recording: RecordFigures, command_id: str, room: Room) -> Done:
    """An area at a time; the same import again completes one that was interrupted."""
    position = 0
    for place, group in groupby(sorted(found, key=lambda one: one.area), key=lambda one: one.area):
        one = replace(recording, area=place, figures=tuple(each.figure for each in group))
        done = await room.handle(figures, place, one, derived_id(command_id, place))
        position = max(position, done.position)
    return Done(command_id, position)


async def require_areas(ids: Iterable[str], room: Room) -> None:
    for id_ in ids:
        known = await room.known(area, id_, id_)
        require(known.state is not None or id_ == CITY, UNKNOWN_AREA)


async def _read(content: bytes, room: Room) -> ImportPreview:
    try:
        rows = await asyncio.to_thread(rows_of, content)
    except Refused as refused:
        return ImportPreview((), (RowProblem(1, "", refused.refusal.reason, refused.refusal.values),))
    return read(rows, await _known(room))


async def _known(room: Room) -> Known:
    areas = msgspec.json.decode(
        await ask(room.nc, ListAreas(wait_for=await last_position_of(room.nc, AREA))), type=Areas
    ).items
    defined = ListIndicators(wait_for=await last_position_of(room.nc, INDICATOR))
    indicators = msgspec.json.decode(await ask(room.nc, defined), type=Indicators).items
    called = {area.name.lower(): area.id for area in areas} | {area.id.lower(): area.id for area in areas}
    return Known(called | {CITY: CITY}, _called(indicators))


def _called(indicators: tuple[IndicatorView, ...]) -> dict[str, str]:
    named = {name.lower(): one.id for one in indicators for name in msgspec.structs.astuple(one.names)}
    return named | {one.id.lower(): one.id for one in indicators}


QUERIES: Queries = {PreviewImport: preview_import}
