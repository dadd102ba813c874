"""A project (hanke): a funded proposal under implementation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from shared.contracts.ideas import ID_TAKEN
from shared.contracts.projects import (
    IMPLEMENTED,
    MILESTONES_OPEN,
    PROJECT,
    UNKNOWN_MILESTONE,
    UNKNOWN_PROJECT,
    ImplementProject,
    MilestonePlanned,
    MilestoneReached,
    PlanMilestone,
    ProjectImplemented,
    ProjectStarted,
    ReachMilestone,
    StartProject,
)
from shared.decider import Decider
from shared.messages import Refused, require

ProjectCommand: TypeAlias = StartProject | PlanMilestone | ReachMilestone | ImplementProject
ProjectEvent: TypeAlias = ProjectStarted | MilestonePlanned | MilestoneReached | ProjectImplemented


@dataclass(frozen=True)
class Project:
    started: ProjectStarted
    planned: Mapping[str, MilestonePlanned] = field(default_factory=dict)
    reached: Mapping[str, MilestoneReached] = field(default_factory=dict)
    implemented: bool = False

    @property
    def spent_cents(self) -> int:
        return sum(milestone.spent_cents for milestone in self.reached.values())


def decide(command: ProjectCommand, state: Project | None) -> Sequence[ProjectEvent]:
    match command:
        case StartProject():
            return _start(command, state)
        case PlanMilestone():
            return _plan(command, _known(state))
        case ReachMilestone():
            return _reach(command, _known(state))
        case ImplementProject():
            return _implement(_known(state))
        case _:
            assert_never(command)


def _known(state: Project | None) -> Project:
    if state is None:
        raise Refused(UNKNOWN_PROJECT)
    return state


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


def _plan(command: PlanMilestone, state: Project) -> Sequence[ProjectEvent]:
    planned = MilestonePlanned(milestone=command.milestone, title=command.title, due=command.due)
    known = state.planned.get(command.milestone)
    require(known is None or known == planned, ID_TAKEN)
    if known:
        return []
    require(not state.implemented, IMPLEMENTED)
    return [planned]


def _reach(command: ReachMilestone, state: Project) -> Sequence[ProjectEvent]:
    require(command.milestone in state.planned, UNKNOWN_MILESTONE)
    if command.milestone in state.reached:
        return []
    return [MilestoneReached(milestone=command.milestone, spent_cents=command.spent_cents)]


def _implement(state: Project) -> Sequence[ProjectEvent]:
    if state.implemented:
        return []
    require(state.planned.keys() == state.reached.keys(), MILESTONES_OPEN)
    return [ProjectImplemented(cost_cents=state.spent_cents)]


def evolve(state: Project | None, event: ProjectEvent) -> Project:
    match event:
        case ProjectStarted():
            return Project(event)
        case MilestonePlanned():
            known = _known(state)
            return replace(known, planned={**known.planned, event.milestone: event})
        case MilestoneReached():
            known = _known(state)
            return replace(known, reached={**known.reached, event.milestone: event})
        case ProjectImplemented():
            return replace(_known(state), implemented=True)
        case _:
            assert_never(event)


project = Decider[Project | None](PROJECT, None, evolve, decide)
