"""The steps of a project: planned, delayed for a reason that everybody reads, reached."""

from collections.abc import Sequence

from services.ideas.domain.project_state import Project
from shared.ages import finnish_day
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.projects import (
    IMPLEMENTED,
    MILESTONE_REACHED,
    NOT_IN_ORDER,
    UNKNOWN_MILESTONE,
    DelayMilestone,
    MilestoneDelayed,
    MilestonePlanned,
    MilestoneReached,
    PlanMilestone,
    ProjectEvent,
    ReachMilestone,
)
from shared.contracts.work_days import NOT_YET
from shared.messages import require


def plan(command: PlanMilestone, state: Project) -> Sequence[ProjectEvent]:
    planned = MilestonePlanned(
        milestone=command.milestone,
        title=command.title,
        due=command.due,
        starts=command.starts,
        planned_cents=command.planned_cents,
    )
    known = state.planned.get(command.milestone)
    require(known is None or known == planned, ID_TAKEN)
    if known:
        return []
    require(command.starts is None or command.starts <= command.due, NOT_IN_ORDER)
    require(not state.implemented, IMPLEMENTED)
    return [planned]


def delay(command: DelayMilestone, state: Project) -> Sequence[ProjectEvent]:
    require(command.milestone in state.planned, UNKNOWN_MILESTONE)
    delayed = MilestoneDelayed(milestone=command.milestone, due=command.due, reason=command.reason)
    if state.delayed.get(command.milestone) == delayed:
        return []
    starts = state.planned[command.milestone].starts
    require(starts is None or starts <= command.due, NOT_IN_ORDER)
    require(command.milestone not in state.reached, MILESTONE_REACHED)
    return [delayed]


def reach(command: ReachMilestone, state: Project) -> Sequence[ProjectEvent]:
    require(command.milestone in state.planned, UNKNOWN_MILESTONE)
    if known := state.reached.get(command.milestone):
        require(_says_the_same(command, known), MILESTONE_REACHED)
        return []
    today = finnish_day(command.at)
    reached_on = command.reached_on or today
    require(reached_on <= today, NOT_YET)
    return [
        MilestoneReached(
            milestone=command.milestone,
            reached_on=reached_on,
            spent_cents=command.spent_cents,
            pictures=command.pictures,
        )
    ]


def _says_the_same(command: ReachMilestone, known: MilestoneReached) -> bool:
    day = command.reached_on in {None, known.reached_on}
    return day and (command.spent_cents, command.pictures) == (known.spent_cents, known.pictures)
