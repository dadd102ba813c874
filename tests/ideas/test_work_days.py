from datetime import UTC, date, datetime

import pytest

from services.ideas.domain.project import project
from shared.contracts.participants import AgeBand, Group
from shared.contracts.projects import ProjectStarted
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
from shared.messages import Actor
from shared.testing import Asked, given

STARTED = ProjectStarted(proposal="p1", round="r1", title="Penkkejä", budget_cents=120_000)
DAY = date(2027, 6, 1)
BEFORE, ON_IT, AFTER = (datetime(2027, month, day, 9, tzinfo=UTC) for month, day in ((5, 20), (6, 1), (6, 2)))
PLANNED = WorkDayPlanned(day="d", on=DAY, place="Ranta", places=1)
AINO = Actor("aino", born=date(2000, 1, 1), home="a")
JOINED = WorkDayJoined(day="d", person="aino", group=Group(AgeBand.FROM_18, "a"))


def plan() -> PlanWorkDay:
    return PlanWorkDay(area="a", project="h", day="d", on=DAY, place="Ranta", places=1)


def join(person: Actor = AINO, at: datetime = BEFORE) -> JoinWorkDay:
    return JoinWorkDay(area="a", project="h", day="d", by=person, at=at)


def leave(at: datetime = BEFORE) -> LeaveWorkDay:
    return LeaveWorkDay(area="a", project="h", day="d", by=AINO, at=at)


def count(people: int = 7, at: datetime = ON_IT) -> CountAttendance:
    return CountAttendance(area="a", project="h", day="d", people=people, at=at)


def test_a_work_day_is_planned_once() -> None:
    given(project, STARTED).when(plan()).then(PLANNED).when(plan()).then()


def test_residents_join_while_there_are_places() -> None:
    full = given(project, STARTED, PLANNED).when(join()).then(JOINED).when(join()).then()
    full.when(join(Actor("veikko"))).then_refused(WORK_DAY_FULL, places=1)


def test_who_leaves_makes_place_for_another() -> None:
    left = WorkDayLeft(day="d", person="aino")
    free = given(project, STARTED, PLANNED, JOINED).when(leave()).then(left).when(leave()).then()
    free.when(join(Actor("veikko"))).then(WorkDayJoined(day="d", person="veikko", group=Group()))


def test_nobody_joins_or_leaves_a_day_that_is_over() -> None:
    given(project, STARTED, PLANNED).when(join(at=AFTER)).then_refused(WORK_DAY_PAST)
    given(project, STARTED, PLANNED, JOINED).when(leave(AFTER)).then_refused(WORK_DAY_PAST)


def test_who_came_is_counted_on_the_day_and_corrected_afterwards() -> None:
    planned = given(project, STARTED, PLANNED)
    planned.when(count(at=BEFORE)).then_refused(NOT_YET)
    counted = planned.when(count()).then(AttendanceCounted(day="d", people=7)).when(count()).then()
    counted.when(count(8, AFTER)).then(AttendanceCounted(day="d", people=8))


@pytest.mark.parametrize("command", [join(), leave(), count()], ids=str)
def test_a_day_nobody_planned_is_unknown(command: Asked) -> None:
    given(project, STARTED).when(command).then_refused(UNKNOWN_WORK_DAY)
