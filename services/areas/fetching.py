"""Figures fetched from the web services of others, where the installation names their addresses."""

from services.areas.imports import record, require_areas
from services.areas.sources import sotkanet, statfin
from services.areas.sources.web import web
from shared.contracts.imports import SOURCE_OFF, FetchFigures, WebSource
from shared.contracts.indicators import RecordFigures
from shared.ids import derived_id
from shared.messages import Done, require
from shared.room import Room

FETCH = {WebSource.STATFIN: statfin.fetch, WebSource.SOTKANET: sotkanet.fetch}


async def fetch_figures(command: FetchFigures, command_id: str, room: Room) -> Done:
    """All is fetched before anything is recorded."""
    addresses = {WebSource.STATFIN: room.settings.statfin_url, WebSource.SOTKANET: room.settings.sotkanet_url}
    require(bool(addresses[command.source]), SOURCE_OFF, source=command.source)
    await require_areas({place.area for place in command.places}, room)
    async with web(command.source, addresses[command.source]) as source:
        fetched = await FETCH[command.source](source, command)
    position = 0
    for number, (origin, found) in enumerate(fetched):
        recording = RecordFigures(area=command.area, figures=(), source=origin, by=command.by, at=command.at)
        done = await record(found, recording, derived_id(command_id, str(number)), room)
        position = max(position, done.position)
    return Done(command_id, position)
