"""Commands about projects under implementation."""

from services.ideas.domain.project import project
from shared.contracts.projects import (
    DelayMilestone,
    ImplementProject,
    PlanMilestone,
    ReachMilestone,
    SetResponsibleUnit,
    ShowPictures,
    StartProject,
)
from shared.contracts.work_days import CountAttendance, JoinWorkDay, LeaveWorkDay, PlanWorkDay
from shared.messages import Done
from shared.pictures import require_stored
from shared.room import Room, on
from shared.service import Commands


async def with_pictures(command: ReachMilestone | ShowPictures, command_id: str, room: Room) -> Done:
    await require_stored(room, command.pictures)
    return await room.handle(project, command.project, command, command_id)


COMMANDS: Commands = {
    StartProject: on(project, "project"),
    SetResponsibleUnit: on(project, "project"),
    PlanMilestone: on(project, "project"),
    DelayMilestone: on(project, "project"),
    ReachMilestone: with_pictures,
    ShowPictures: with_pictures,
    ImplementProject: on(project, "project"),
    PlanWorkDay: on(project, "project"),
    JoinWorkDay: on(project, "project"),
    LeaveWorkDay: on(project, "project"),
    CountAttendance: on(project, "project"),
}
