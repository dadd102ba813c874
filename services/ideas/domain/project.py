"""A project (hanke): a funded proposal under implementation."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from services.ideas.domain.milestones import delay, plan, reach
from services.ideas.domain.project_state import Project, evolve, known
from services.ideas.domain.work_days import count, join, leave, plan_day
from shared.contracts.projects import (
    MILESTONES_OPEN,
    MOST_PICTURES,
    PROJECT,
    UNKNOWN_MILESTONE,
    DelayMilestone,
    ImplementProject,
    PicturesTaken,
    PlanMilestone,
    ProjectEvent,
    ProjectImplemented,
    ProjectStarted,
    ReachMilestone,
    ResponsibleUnitSet,
    SetResponsibleUnit,
    ShowPictures,
    StartProject,
)
from shared.contracts.work_days import CountAttendance, JoinWorkDay, LeaveWorkDay, PlanWorkDay
from shared.decider import Decider
from shared.messages import require

MOST = 50  # pictures
OnMilestone: TypeAlias = PlanMilestone | DelayMilestone | ReachMilestone
OnWorkDay: TypeAlias = PlanWorkDay | JoinWorkDay | LeaveWorkDay | CountAttendance
ProjectCommand: TypeAlias = (
    StartProject | SetResponsibleUnit | OnMilestone | ShowPictures | OnWorkDay | ImplementProject
)


def decide(command: ProjectCommand, state: Project | None) -> Sequence[ProjectEvent]:
    match command:
        case StartProject():
            return _start(command, state)
        case SetResponsibleUnit():
            return _set_unit(command, known(state))
        case PlanMilestone() | DelayMilestone() | ReachMilestone():
            return _on_milestone(command, known(state))
        case PlanWorkDay() | JoinWorkDay() | LeaveWorkDay() | CountAttendance():
            return _on_work_day(command, known(state))
        case ShowPictures():
            return _show(command, known(state))
        case ImplementProject():
            return _implement(known(state))
        case _:
            assert_never(command)


def _on_milestone(command: OnMilestone, state: Project) -> Sequence[ProjectEvent]:
    match command:
        case PlanMilestone():
            return plan(command, state)
        case DelayMilestone():
            return delay(command, state)
        case ReachMilestone():
            return reach(command, state)
        case _:
            assert_never(command)


def _on_work_day(command: OnWorkDay, state: Project) -> Sequence[ProjectEvent]:
    match command:
        case PlanWorkDay():
            return plan_day(command, state)
        case JoinWorkDay():
            return join(command, state)
        case LeaveWorkDay():
            return leave(command, state)
        case CountAttendance():
            return count(command, state)
        case _:
            assert_never(command)


def _start(command: StartProject, state: Project | None) -> Sequence[ProjectEvent]:
    if state is not None:
        return []
    return [
        ProjectStarted(
            proposal=command.proposal,
            round=command.round,
            title=command.title,
            budget_cents=command.budget_cents,
        )
    ]


def _set_unit(command: SetResponsibleUnit, state: Project) -> Sequence[ProjectEvent]:
    return [] if state.unit == command.unit else [ResponsibleUnitSet(unit=command.unit)]


def _show(command: ShowPictures, state: Project) -> Sequence[ProjectEvent]:
    shown = {picture.id for picture in state.pictures}
    new = tuple(picture for picture in command.pictures if picture.id not in shown)
    require(len(state.pictures) + len(new) <= MOST, MOST_PICTURES, most=MOST)
    require(command.milestone is None or command.milestone in state.planned, UNKNOWN_MILESTONE)
    return [PicturesTaken(pictures=new, milestone=command.milestone or "")] if new else []


def _implement(state: Project) -> Sequence[ProjectEvent]:
    if state.implemented:
        return []
    require(state.planned.keys() == state.reached.keys(), MILESTONES_OPEN)
    return [ProjectImplemented(cost_cents=state.spent_cents)]


project = Decider[Project | None](PROJECT, None, evolve, decide)
