"""Figures fetched from the web services of others, where the installation names their addresses."""

from typing import assert_never

import msgspec

from services.areas.imports import record, require_areas
from services.areas.sources import sotkanet, statfin
from services.areas.sources.web import Web, web
from shared.contracts.imports import SOURCE_OFF, FetchFigures, FoundFigure, WebSource
from shared.contracts.indicators import INDICATOR, UNKNOWN_INDICATOR, Indicators, ListIndicators, RecordFigures, Source
from shared.ids import derived_id
from shared.log import last_position_of
from shared.messages import Done, require
from shared.requests import ask
from shared.room import Room


async def fetch_figures(command: FetchFigures, command_id: str, room: Room) -> Done:
    """All is fetched before anything is recorded."""
    addresses = {WebSource.STATFIN: room.settings.statfin_url, WebSource.SOTKANET: room.settings.sotkanet_url}
    require(bool(addresses[command.source]), SOURCE_OFF, source=command.source)
    await require_areas({place.area for place in command.places}, room)
    async with web(command.source, addresses[command.source]) as source:
        fetched = await _fetch(source, command, room)
    position = 0
    for number, (origin, found) in enumerate(fetched):
        recording = RecordFigures(area=command.area, figures=(), source=origin, by=command.by, at=command.at)
        done = await record(found, recording, derived_id(command_id, str(number)), room)
        position = max(position, done.position)
    return Done(command_id, position)


async def _fetch(source: Web, command: FetchFigures, room: Room) -> list[tuple[Source, tuple[FoundFigure, ...]]]:
    match command.source:
        case WebSource.STATFIN:
            return await statfin.fetch(source, command)
        case WebSource.SOTKANET:
            return await sotkanet.fetch(source, command, await _numbers(command, room))
        case _:
            assert_never(command.source)


async def _numbers(command: FetchFigures, room: Room) -> dict[str, str]:
    """At Sotkanet, of the indicators asked for; without any, of all that have one."""
    asked = ListIndicators(wait_for=await last_position_of(room.nc, INDICATOR))
    listed = msgspec.json.decode(await ask(room.nc, asked), type=Indicators).items
    known = {one.id: one.sotkanet for one in listed if one.sotkanet}
    for name in command.indicators:
        require(name in known, UNKNOWN_INDICATOR, indicator=name)
    return {name: number for name, number in known.items() if name in (command.indicators or known)}
