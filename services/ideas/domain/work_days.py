"""Residents' own part in a project (talkoot): days on which they lend a hand."""

from collections.abc import Sequence

from services.ideas.domain.project_state import Project, WorkDay
from shared.ages import finnish_day
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.participants import group_of
from shared.contracts.projects import IMPLEMENTED, ProjectEvent
from shared.contracts.work_days import (
    NOT_YET,
    UNKNOWN_WORK_DAY,
    WORK_DAY_FULL,
    WORK_DAY_PAST,
    AttendanceCounted,
    CountAttendance,
    JoinWorkDay,
    LeaveWorkDay,
    PlanWorkDay,
    WorkDayJoined,
    WorkDayLeft,
    WorkDayPlanned,
)
from shared.messages import Refused, require


def plan_day(command: PlanWorkDay, state: Project) -> Sequence[ProjectEvent]:
    planned = WorkDayPlanned(day=command.day, on=command.on, place=command.place, places=command.places)
    known = state.work_days.get(command.day)
    require(known is None or known.planned == planned, ID_TAKEN)
    if known:
        return []
    require(not state.implemented, IMPLEMENTED)
    return [planned]


def join(command: JoinWorkDay, state: Project) -> Sequence[ProjectEvent]:
    day = _known(command.day, state)
    if command.by.id in day.joined:
        return []
    require(finnish_day(command.at) <= day.planned.on, WORK_DAY_PAST)
    places = day.planned.places
    require(len(day.joined) < places, WORK_DAY_FULL, places=places)
    return [WorkDayJoined(day=command.day, person=command.by.id, group=group_of(command.by, command.at))]


def leave(command: LeaveWorkDay, state: Project) -> Sequence[ProjectEvent]:
    day = _known(command.day, state)
    if command.by.id not in day.joined:
        return []
    require(finnish_day(command.at) <= day.planned.on, WORK_DAY_PAST)
    return [WorkDayLeft(day=command.day, person=command.by.id)]


def count(command: CountAttendance, state: Project) -> Sequence[ProjectEvent]:
    day = _known(command.day, state)
    if day.came == command.people:
        return []
    require(finnish_day(command.at) >= day.planned.on, NOT_YET)
    return [AttendanceCounted(day=command.day, people=command.people)]


def _known(day: str, state: Project) -> WorkDay:
    if day not in state.work_days:
        raise Refused(UNKNOWN_WORK_DAY)
    return state.work_days[day]
