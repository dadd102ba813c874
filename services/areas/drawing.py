"""Situation pictures: each command with the figures it freezes."""

from services.areas.codesign import require_programme
from services.areas.domain.situation_picture import situation_picture
from services.areas.reading import known_figures
from shared.contracts.situation_pictures import (
    UNKNOWN_SITUATION_PICTURE,
    DraftPicture,
    PublishPicture,
    RedrawFigures,
    WritePicture,
)
from shared.decider import Given
from shared.messages import Done, Refused
from shared.pictures import require_stored
from shared.room import Room, on
from shared.service import Commands


async def draft_picture(command: DraftPicture, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    figures = await known_figures(command.area, command.indicators, command.year, room)
    return await room.handle(situation_picture, command.picture, Given(command, figures), command_id)


async def redraw_figures(command: RedrawFigures, command_id: str, room: Room) -> Done:
    drawing = (await room.newest(situation_picture, command.area, command.picture)).state
    if drawing is None:
        raise Refused(UNKNOWN_SITUATION_PICTURE)
    figures = await known_figures(command.area, drawing.indicators, drawing.first.year, room)
    return await room.handle(situation_picture, command.picture, Given(command, figures), command_id)


async def write_picture(command: WritePicture, command_id: str, room: Room) -> Done:
    await require_stored(room, [one for section in command.sections for one in section.pictures])
    return await room.handle(situation_picture, command.picture, command, command_id)


COMMANDS: Commands = {
    DraftPicture: draft_picture,
    WritePicture: write_picture,
    RedrawFigures: redraw_figures,
    PublishPicture: on(situation_picture, "picture"),
}
