"""What the areas room can be asked to do."""

import msgspec

from services.areas import codesign, drawing, evaluating, packaging, surveying
from services.areas.domain.area import area
from services.areas.domain.figures import figures
from services.areas.domain.indicator import indicator
from services.areas.domain.measure import measure
from services.areas.domain.programme import programme
from services.areas.domain.round import round_
from services.areas.domain.selection import selection
from services.areas.fetching import fetch_figures
from services.areas.imports import import_figures, require_areas
from shared.contracts.areas import (
    OTHER_PROGRAMME,
    UNKNOWN_AREA,
    UNKNOWN_PROGRAMME,
    RegisterArea,
    SetAreaBoundary,
    StartProgramme,
)
from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.imports import FetchFigures, ImportFigures
from shared.contracts.indicators import CITY, UNKNOWN_INDICATOR, DefineIndicator, RecordFigures
from shared.contracts.measures import PlanMeasure
from shared.contracts.need import CompareAreas, Comparison
from shared.contracts.rounds import AdvanceRound, PlanRound, RescheduleRound, SetRoundTimers
from shared.contracts.selections import NO_SUCH_SELECTION, EndPilot, SelectArea, SetPilotLimit
from shared.decider import Given
from shared.messages import Done, require
from shared.requests import ask
from shared.room import Room, on
from shared.service import Commands
from shared.timers import set_timer


async def start_programme(command: StartProgramme, command_id: str, room: Room) -> Done:
    known = await room.known(area, command.area, command.area)
    require(known.state is not None, UNKNOWN_AREA)
    started = await room.newest(programme, command.area, command.programme)
    if command.selection and started.state is None:
        pilots = await room.newest(selection, CITY, CITY)
        require(pilots.state.running.get(command.area) == command.selection, NO_SUCH_SELECTION)
    return await room.handle(programme, command.programme, command, command_id)


async def plan_round(command: PlanRound, command_id: str, room: Room) -> Done:
    known = await room.known(programme, command.area, command.programme)
    require(known.state is not None, UNKNOWN_PROGRAMME)
    if command.package:
        package = await packaging.require_package(command.area, command.package, room)
        require(package.first.programme == command.programme, OTHER_PROGRAMME)
    return await room.handle(round_, command.round, command, command_id)


async def set_round_timers(command: SetRoundTimers, _: str, room: Room) -> Done:
    """Also of phases whose time has passed meanwhile: such a timer rings at once."""
    newest = await room.newest(round_, command.area, command.round)
    for item in newest.state.ahead if newest.state else ():
        await set_timer(room.nc, "areas", (command.area, command.round, item.phase), item.starts_at)
    return Done(command.round, newest.position)


async def record_figures(command: RecordFigures, command_id: str, room: Room) -> Done:
    await require_areas({command.area}, room)
    for name in {one.indicator for one in command.figures} - BUILT_IN.keys():
        known = await room.known(indicator, CITY, name)
        require(known.state is not None, UNKNOWN_INDICATOR, indicator=name)
    return await room.handle(figures, command.area, command, command_id)


async def plan_measure(command: PlanMeasure, command_id: str, room: Room) -> Done:
    await require_areas({command.area}, room)
    return await room.handle(measure, command.measure, command, command_id)


async def select_area(command: SelectArea, command_id: str, room: Room) -> Done:
    asked = CompareAreas(weights=command.weights, normalisation=command.normalisation, missing=command.missing)
    comparison = msgspec.json.decode(await ask(room.nc, asked), type=Comparison)
    return await room.handle(selection, CITY, Given(command, comparison), command_id)


async def _on_pilots(command: EndPilot | SetPilotLimit, command_id: str, room: Room) -> Done:
    return await room.handle(selection, CITY, command, command_id)


COMMANDS: Commands = {
    RegisterArea: on(area, "area"),
    SetAreaBoundary: on(area, "area"),
    StartProgramme: start_programme,
    PlanRound: plan_round,
    RescheduleRound: on(round_, "round"),
    AdvanceRound: on(round_, "round"),
    SetRoundTimers: set_round_timers,
    DefineIndicator: on(indicator, "indicator"),
    RecordFigures: record_figures,
    ImportFigures: import_figures,
    FetchFigures: fetch_figures,
    PlanMeasure: plan_measure,
    SelectArea: select_area,
    EndPilot: _on_pilots,
    SetPilotLimit: _on_pilots,
    **codesign.COMMANDS,
    **packaging.COMMANDS,
    **surveying.COMMANDS,
    **drawing.COMMANDS,
    **evaluating.COMMANDS,
}
