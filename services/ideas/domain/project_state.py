"""What a project has come to."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from shared.contracts.pictures import Picture
from shared.contracts.projects import (
    UNKNOWN_PROJECT,
    MilestoneDelayed,
    MilestonePlanned,
    MilestoneReached,
    PicturesTaken,
    ProjectEvent,
    ProjectImplemented,
    ProjectStarted,
    ResponsibleUnitSet,
)
from shared.contracts.work_days import AttendanceCounted, WorkDayJoined, WorkDayLeft, WorkDayPlanned
from shared.messages import Refused

OfMilestone: TypeAlias = MilestonePlanned | MilestoneDelayed | MilestoneReached
OfWorkDay: TypeAlias = WorkDayPlanned | WorkDayJoined | WorkDayLeft | AttendanceCounted
OfWhole: TypeAlias = ResponsibleUnitSet | PicturesTaken | ProjectImplemented


@dataclass(frozen=True)
class WorkDay:
    planned: WorkDayPlanned
    joined: Set[str] = frozenset()
    came: int | None = None


@dataclass(frozen=True)
class Project:
    started: ProjectStarted
    unit: str = ""
    planned: Mapping[str, MilestonePlanned] = field(default_factory=dict)
    delayed: Mapping[str, MilestoneDelayed] = field(default_factory=dict)
    reached: Mapping[str, MilestoneReached] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    work_days: Mapping[str, WorkDay] = field(default_factory=dict)
    implemented: bool = False

    @property
    def spent_cents(self) -> int:
        return sum(milestone.spent_cents for milestone in self.reached.values())


def known(state: Project | None) -> Project:
    if state is None:
        raise Refused(UNKNOWN_PROJECT)
    return state


def evolve(state: Project | None, event: ProjectEvent) -> Project:
    match event:
        case ProjectStarted():
            return Project(event)
        case ResponsibleUnitSet() | PicturesTaken() | ProjectImplemented():
            return _whole(known(state), event)
        case MilestonePlanned() | MilestoneDelayed() | MilestoneReached():
            return _milestone(known(state), event)
        case WorkDayPlanned() | WorkDayJoined() | WorkDayLeft() | AttendanceCounted():
            project = known(state)
            day = _work_day(project.work_days.get(event.day), event)
            return replace(project, work_days={**project.work_days, event.day: day})
        case _:
            assert_never(event)


def _whole(state: Project, event: OfWhole) -> Project:
    match event:
        case ResponsibleUnitSet():
            return replace(state, unit=event.unit)
        case PicturesTaken():
            return replace(state, pictures=state.pictures + event.pictures)
        case ProjectImplemented():
            return replace(state, implemented=True)
        case _:
            assert_never(event)


def _milestone(state: Project, event: OfMilestone) -> Project:
    match event:
        case MilestonePlanned():
            return replace(state, planned={**state.planned, event.milestone: event})
        case MilestoneDelayed():
            return replace(state, delayed={**state.delayed, event.milestone: event})
        case MilestoneReached():
            return replace(state, reached={**state.reached, event.milestone: event})
        case _:
            assert_never(event)


def _work_day(day: WorkDay | None, event: OfWorkDay) -> WorkDay:
    match event:
        case WorkDayPlanned():
            return WorkDay(event)
        case _ if day is None:
            raise TypeError(event)
        case WorkDayJoined():
            return replace(day, joined=day.joined | {event.person})
        case WorkDayLeft():
            return replace(day, joined=day.joined - {event.person})
        case AttendanceCounted():
            return replace(day, came=event.people)
        case _:
            assert_never(event)
