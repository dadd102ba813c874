"""Figures fetched from the web services of others, where the installation names their addresses."""

from collections.abc import Mapping
from typing import TypeVar, assert_never

import msgspec

from services.areas.domain.shares import POSTAL_SHARES
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

T = TypeVar("T")


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
            shares = _asked_for(command, {one.indicator: one for one in POSTAL_SHARES})
            return await statfin.fetch(source, command, shares.values())
        case WebSource.SOTKANET:
            return await sotkanet.fetch(source, command, _asked_for(command, await _numbers(room)))
        case _:
            assert_never(command.source)


def _asked_for(command: FetchFigures, known: Mapping[str, T]) -> dict[str, T]:
    """Of what the source knows; all of it where nothing is named."""
    for name in command.indicators:
        require(name in known, UNKNOWN_INDICATOR, indicator=name)
    return {name: one for name, one in known.items() if name in (command.indicators or known)}


async def _numbers(room: Room) -> dict[str, str]:
    """Of the indicators that have one at Sotkanet."""
    asked = ListIndicators(wait_for=await last_position_of(room.nc, INDICATOR))
    listed = msgspec.json.decode(await ask(room.nc, asked), type=Indicators).items
    return {one.id: one.sotkanet for one in listed if one.sotkanet}
