"""What is set and planned together with residents: each command with the facts it rests on."""

from services.areas.domain.contribution import contribution
from services.areas.domain.gathering import gathering
from services.areas.domain.goal import goal
from services.areas.domain.indicator import indicator
from services.areas.domain.programme import programme
from shared.contracts.areas import OTHER_PROGRAMME, UNKNOWN_PROGRAMME
from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.contributions import UNKNOWN_CONTRIBUTION, RecordContribution
from shared.contracts.gatherings import (
    UNKNOWN_GATHERING,
    CancelGathering,
    PlanGathering,
    RecordAttendance,
    RegisterForGathering,
    RescheduleGathering,
    WithdrawRegistration,
)
from shared.contracts.goals import ChangeGoal, DropGoal, SetGoal
from shared.contracts.indicators import CITY, UNKNOWN_INDICATOR
from shared.messages import Done, Refused, require
from shared.room import Room, on
from shared.service import Commands


async def plan_gathering(command: PlanGathering, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    return await room.handle(gathering, command.gathering, command, command_id)


async def record_contribution(command: RecordContribution, command_id: str, room: Room) -> Done:
    """Also when the gathering is over or was cancelled: it was said all the same."""
    known = await room.known(gathering, command.area, command.gathering)
    require(known.state is not None, UNKNOWN_GATHERING)
    return await room.handle(contribution, command.contribution, command, command_id)


async def set_goal(command: SetGoal, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    await _require_indicator(command.indicator, room)
    if command.contribution:
        await _require_said_in(command.area, command.programme, command.contribution, room)
    return await room.handle(goal, command.goal, command, command_id)


async def _require_said_in(area: str, programme_: str, id_: str, room: Room) -> None:
    """At a gathering of the programme."""
    said = (await room.known(contribution, area, id_)).state
    if said is None:
        raise Refused(UNKNOWN_CONTRIBUTION)
    held = (await room.known(gathering, area, said.gathering)).state
    require(held is not None and held.planned.programme == programme_, OTHER_PROGRAMME)


async def change_goal(command: ChangeGoal, command_id: str, room: Room) -> Done:
    await _require_indicator(command.indicator, room)
    return await room.handle(goal, command.goal, command, command_id)


async def require_programme(area: str, id_: str, room: Room) -> None:
    known = await room.known(programme, area, id_)
    require(known.state is not None, UNKNOWN_PROGRAMME)


async def _require_indicator(name: str | None, room: Room) -> None:
    if name is None or name in BUILT_IN:
        return
    known = await room.known(indicator, CITY, name)
    require(known.state is not None, UNKNOWN_INDICATOR, indicator=name)


COMMANDS: Commands = {
    PlanGathering: plan_gathering,
    RescheduleGathering: on(gathering, "gathering"),
    CancelGathering: on(gathering, "gathering"),
    RegisterForGathering: on(gathering, "gathering"),
    WithdrawRegistration: on(gathering, "gathering"),
    RecordAttendance: on(gathering, "gathering"),
    RecordContribution: record_contribution,
    SetGoal: set_goal,
    ChangeGoal: change_goal,
    DropGoal: on(goal, "goal"),
}
