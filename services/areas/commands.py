"""What the areas room can be asked to do."""

from services.areas.domain.area import area
from services.areas.domain.programme import programme
from services.areas.domain.round import round_
from shared.contracts.areas import (
    UNKNOWN_AREA,
    UNKNOWN_PROGRAMME,
    AdvanceRound,
    PlanRound,
    RegisterArea,
    RescheduleRound,
    SetRoundTimers,
    StartProgramme,
)
from shared.messages import Done, require
from shared.room import Room, on
from shared.service import Commands
from shared.timers import set_timer


async def start_programme(command: StartProgramme, command_id: str, room: Room) -> Done:
    known = await room.known(area, command.area, command.area)
    require(known.state is not None, UNKNOWN_AREA)
    return await room.handle(programme, command.programme, command, command_id)


async def plan_round(command: PlanRound, command_id: str, room: Room) -> Done:
    known = await room.known(programme, command.area, command.programme)
    require(known.state is not None, UNKNOWN_PROGRAMME)
    return await room.handle(round_, command.round, command, command_id)


async def set_round_timers(command: SetRoundTimers, _: str, room: Room) -> Done:
    """Also of phases whose time has passed meanwhile: such a timer rings at once."""
    newest = await room.newest(round_, command.area, command.round)
    for item in newest.state.ahead if newest.state else ():
        await set_timer(room.nc, "areas", (command.area, command.round, item.phase), item.starts_at)
    return Done(command.round, newest.position)


COMMANDS: Commands = {
    RegisterArea: on(area, "area"),
    StartProgramme: start_programme,
    PlanRound: plan_round,
    RescheduleRound: on(round_, "round"),
    AdvanceRound: on(round_, "round"),
    SetRoundTimers: set_round_timers,
}
