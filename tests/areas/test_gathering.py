"""Gatherings are planned, moved and cancelled; residents register; those who came are counted."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from services.areas.domain.gathering import gathering
from shared.contracts.gatherings import (
    GATHERING_FULL,
    GATHERING_IS_CANCELLED,
    GATHERING_OVER,
    GATHERING_TIMES,
    GROUP_TWICE,
    UNKNOWN_GATHERING,
    AttendanceRecorded,
    Attended,
    CancelGathering,
    Counted,
    GatheringCancelled,
    GatheringKind,
    GatheringPlanned,
    GatheringRescheduled,
    PlanGathering,
    RecordAttendance,
    RegisterForGathering,
    RegistrationWithdrawn,
    RescheduleGathering,
    ResidentRegistered,
    WithdrawRegistration,
)
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.participants import AgeBand, Channel, Group
from shared.messages import NOT_YOUR_ROLE, Actor, Role
from shared.testing import given

AREA = "saarijarvi"
START = datetime(2027, 3, 1, 15, tzinfo=UTC)
END = START + timedelta(hours=2)
PLANNER = Actor("c", {Role.COORDINATOR: (AREA,)})
OUTREACH = Actor("o", {Role.OUTREACH: (AREA,)})
PLAN = PlanGathering(
    area=AREA,
    gathering="t1",
    programme="p1",
    kind=GatheringKind.AREA_WORKSHOP,
    title="Aluetyöpaja",
    place="Koulu",
    starts_at=START,
    ends_at=END,
    places=2,
    by=PLANNER,
)
PLANNED = GatheringPlanned(
    programme="p1",
    kind=GatheringKind.AREA_WORKSHOP,
    title="Aluetyöpaja",
    place="Koulu",
    starts_at=START,
    ends_at=END,
    places=2,
    description="",
)
CANCEL = CancelGathering(area=AREA, gathering="t1", reason="Lumimyrsky.", by=PLANNER)
CANCELLED = GatheringCancelled(reason="Lumimyrsky.")
MOVE = RescheduleGathering(area=AREA, gathering="t1", starts_at=END, ends_at=END + timedelta(hours=1), by=PLANNER)


def register(person: str, at: datetime = START) -> RegisterForGathering:
    resident = Actor(person, {Role.RESIDENT: (AREA,)}, born=date(2012, 1, 1), home=AREA)
    return RegisterForGathering(area=AREA, gathering="t1", by=resident, at=at)


def registered(person: str) -> ResidentRegistered:
    return ResidentRegistered(person=person, group=Group(AgeBand.UNDER_18, AREA, Channel.ONLINE))


def count(*counts: Counted) -> RecordAttendance:
    return RecordAttendance(area=AREA, gathering="t1", attendance="a1", counts=counts, by=OUTREACH)


def test_a_gathering_is_planned_once() -> None:
    given(gathering).when(PLAN).then(PLANNED).when(PLAN).then()
    given(gathering, PLANNED).when(replace(PLAN, title="Muu")).then_refused(ID_TAKEN)


def test_it_ends_after_it_starts() -> None:
    given(gathering).when(replace(PLAN, ends_at=START - timedelta(hours=1))).then_refused(GATHERING_TIMES)


def test_an_outreach_worker_plans_outreach_alone() -> None:
    by_outreach = replace(PLAN, by=OUTREACH)
    given(gathering).when(by_outreach).then_refused(NOT_YOUR_ROLE)
    going_out = given(gathering).when(replace(by_outreach, kind=GatheringKind.OUTREACH))
    going_out.then(replace(PLANNED, kind=GatheringKind.OUTREACH))
    given(gathering, PLANNED).when(replace(CANCEL, by=OUTREACH)).then_refused(NOT_YOUR_ROLE)


def test_it_is_moved_or_cancelled() -> None:
    moved = GatheringRescheduled(starts_at=MOVE.starts_at, ends_at=MOVE.ends_at)
    given(gathering, PLANNED).when(MOVE).then(moved).when(MOVE).then()
    given(gathering, PLANNED).when(CANCEL).then(CANCELLED).when(CANCEL).then()
    given(gathering, PLANNED, CANCELLED).when(MOVE).then_refused(GATHERING_IS_CANCELLED)
    given(gathering).when(CANCEL).then_refused(UNKNOWN_GATHERING)


def test_residents_register_while_there_are_places() -> None:
    full = given(gathering, PLANNED).when(register("aino")).then(registered("aino"))
    full = full.when(register("aino")).then().when(register("veikko")).then(registered("veikko"))
    full.when(register("kaisa")).then_refused(GATHERING_FULL)
    full.when(register("aino")).then()


def test_who_withdraws_leaves_a_place() -> None:
    resident = register("aino").by
    withdraw = WithdrawRegistration(area=AREA, gathering="t1", by=resident)
    full = given(gathering, PLANNED, registered("aino"), registered("veikko"))
    left = full.when(withdraw).then(RegistrationWithdrawn(person="aino")).when(withdraw).then()
    left.when(register("kaisa")).then(registered("kaisa"))


def test_nobody_registers_for_what_is_over_or_cancelled() -> None:
    given(gathering, PLANNED).when(register("aino", END)).then_refused(GATHERING_OVER)
    given(gathering, PLANNED, CANCELLED).when(register("aino")).then_refused(GATHERING_IS_CANCELLED)


def test_a_count_sent_twice_counts_once_and_a_corrected_one_replaces_it() -> None:
    first, corrected = Counted(3, AgeBand.UNDER_18, AREA), Counted(4, AgeBand.UNDER_18, AREA)
    group = Group(AgeBand.UNDER_18, AREA, Channel.STREET)
    three = AttendanceRecorded(attendance="a1", counts=(Attended(group, 3),))
    four = AttendanceRecorded(attendance="a1", counts=(Attended(group, 4),))
    given(gathering, PLANNED).when(count(first)).then(three).when(count(first)).then()
    given(gathering, PLANNED, three).when(count(corrected)).then(four)


def test_a_group_is_counted_once() -> None:
    given(gathering, PLANNED).when(count(Counted(1), Counted(2))).then_refused(GROUP_TWICE)
