from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from services.ideas.domain.project import project
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.projects import (
    IMPLEMENTED,
    MILESTONE_REACHED,
    MILESTONES_OPEN,
    NOT_IN_ORDER,
    UNKNOWN_MILESTONE,
    UNKNOWN_PROJECT,
    DelayMilestone,
    ImplementProject,
    MilestoneDelayed,
    MilestonePlanned,
    MilestoneReached,
    PlanMilestone,
    ProjectImplemented,
    ProjectStarted,
    ReachMilestone,
    ResponsibleUnitSet,
    SetResponsibleUnit,
    StartProject,
)
from shared.contracts.work_days import NOT_YET
from shared.testing import Asked, given

JUNE = date(2027, 6, 1)
STARTED = ProjectStarted(proposal="p1", round="r1", title="Penkkejä", budget_cents=120_000)
ORDERED = MilestonePlanned(milestone="m1", title="Penkit tilattu", due=JUNE)
REACHED = MilestoneReached(milestone="m1", reached_on=date(2027, 5, 20), spent_cents=70_000)
DONE = ProjectImplemented(cost_cents=70_000)

START = StartProject(area="saarijarvi", project="h1", proposal="p1", round="r1", title="Penkkejä", budget_cents=120_000)
TODAY = datetime(2027, 5, 20, 9, tzinfo=UTC)
REACH = ReachMilestone(area="saarijarvi", project="h1", milestone="m1", spent_cents=70_000, at=TODAY)
FINISH = ImplementProject(area="saarijarvi", project="h1")


def plan(title: str = "Penkit tilattu") -> PlanMilestone:
    return PlanMilestone(area="saarijarvi", project="h1", milestone="m1", title=title, due=JUNE)


def test_a_funded_proposal_starts_a_project_once() -> None:
    given(project).when(START).then(STARTED).when(START).then()


def test_a_milestone_is_planned_once() -> None:
    given(project, STARTED).when(plan()).then(ORDERED).when(plan()).then()


def test_another_milestone_cannot_take_a_known_id() -> None:
    given(project, STARTED, ORDERED).when(plan("Penkit paikoillaan")).then_refused(ID_TAKEN)


def test_a_milestone_is_reached_once() -> None:
    given(project, STARTED, ORDERED).when(REACH).then(REACHED).when(REACH).then()


def test_another_sum_for_a_milestone_that_was_reached_is_refused_and_not_lost_in_silence() -> None:
    more, later = replace(REACH, spent_cents=90_000), replace(REACH, at=TODAY + timedelta(days=3))
    given(project, STARTED, ORDERED, REACHED).when(more).then_refused(MILESTONE_REACHED)
    given(project, STARTED, ORDERED, REACHED).when(later).then()


def test_a_milestone_nobody_planned_cannot_be_reached() -> None:
    given(project, STARTED).when(REACH).then_refused(UNKNOWN_MILESTONE)


def test_a_project_is_finished_when_all_its_milestones_are_reached() -> None:
    given(project, STARTED, ORDERED).when(FINISH).then_refused(MILESTONES_OPEN)
    given(project, STARTED, ORDERED, REACHED).when(FINISH).then(DONE).when(FINISH).then()


def test_a_project_costs_what_its_milestones_cost_together() -> None:
    placed = MilestonePlanned(milestone="m2", title="Penkit paikoillaan", due=JUNE)
    reached = MilestoneReached(milestone="m2", reached_on=JUNE, spent_cents=45_000)
    given(project, STARTED, ORDERED, placed, REACHED, reached).when(FINISH).then(ProjectImplemented(cost_cents=115_000))


def test_a_finished_project_takes_no_more_milestones() -> None:
    given(project, STARTED, DONE).when(plan()).then_refused(IMPLEMENTED)


@pytest.mark.parametrize("command", [plan(), REACH, FINISH])
def test_nothing_can_be_done_to_a_project_nobody_started(command: Asked) -> None:
    given(project).when(command).then_refused(UNKNOWN_PROJECT)


def test_who_is_responsible_can_change() -> None:
    command = SetResponsibleUnit(area="saarijarvi", project="h1", unit="Puistot")
    given(project, STARTED).when(command).then(ResponsibleUnitSet(unit="Puistot")).when(command).then()


def test_a_milestone_does_not_end_before_it_starts() -> None:
    command = PlanMilestone(
        area="saarijarvi", project="h1", milestone="m1", title="Penkit", starts=date(2027, 6, 2), due=JUNE
    )
    given(project, STARTED).when(command).then_refused(NOT_IN_ORDER)


def test_a_milestone_is_not_reached_in_the_future() -> None:
    command = ReachMilestone(
        area="saarijarvi", project="h1", milestone="m1", spent_cents=1, reached_on=date(2027, 5, 21), at=TODAY
    )
    given(project, STARTED, ORDERED).when(command).then_refused(NOT_YET)


def test_a_delay_has_its_reason_and_comes_before_the_milestone_is_reached() -> None:
    july = date(2027, 7, 1)
    delay = DelayMilestone(area="saarijarvi", project="h1", milestone="m1", due=july, reason="Kova talvi.")
    delayed = MilestoneDelayed(milestone="m1", due=july, reason="Kova talvi.")
    given(project, STARTED).when(delay).then_refused(UNKNOWN_MILESTONE)
    given(project, STARTED, ORDERED).when(delay).then(delayed).when(delay).then()
    given(project, STARTED, ORDERED, REACHED).when(delay).then_refused(MILESTONE_REACHED)


def test_a_milestone_is_not_put_off_to_before_it_starts() -> None:
    starting = replace(ORDERED, starts=date(2027, 5, 1))
    early = DelayMilestone(area="saarijarvi", project="h1", milestone="m1", due=date(2027, 4, 1), reason="Talvi.")
    given(project, STARTED, starting).when(early).then_refused(NOT_IN_ORDER)
