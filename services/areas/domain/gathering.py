"""A gathering (työpaja, jalkautuminen): when and where, who means to come, how many came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, assert_never

from shared.contracts.gatherings import (
    GATHERING,
    GATHERING_FULL,
    GATHERING_IS_CANCELLED,
    GATHERING_OVER,
    GATHERING_TIMES,
    GROUP_TWICE,
    PLANNERS,
    UNKNOWN_GATHERING,
    AttendanceRecorded,
    Attended,
    CancelGathering,
    GatheringCancelled,
    GatheringEvent,
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
from shared.contracts.participants import Channel, Group, group_of
from shared.decider import Decider
from shared.messages import NOT_YOUR_ROLE, Command, Refused, require

GatheringCommand: TypeAlias = (
    PlanGathering
    | RescheduleGathering
    | CancelGathering
    | RegisterForGathering
    | WithdrawRegistration
    | RecordAttendance
)


@dataclass(frozen=True)
class Gathering:
    planned: GatheringPlanned
    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False
    registered: frozenset[str] = frozenset()
    attendances: Mapping[str, tuple[Attended, ...]] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        return self.planned.places is not None and len(self.registered) >= self.planned.places


def decide(command: GatheringCommand, state: Gathering | None) -> Sequence[GatheringEvent]:
    match command:
        case PlanGathering():
            return _plan(command, state)
        case RescheduleGathering():
            return _reschedule(command, _known(state))
        case CancelGathering():
            return _cancel(command, _known(state))
        case RegisterForGathering():
            return _register(command, _known(state))
        case WithdrawRegistration():
            return _withdraw(command, _known(state))
        case RecordAttendance():
            return _record_attendance(command, _known(state))
        case _:
            assert_never(command)


def _known(state: Gathering | None) -> Gathering:
    if state is None:
        raise Refused(UNKNOWN_GATHERING)
    return state


def _plan(command: PlanGathering, state: Gathering | None) -> Sequence[GatheringEvent]:
    _require_leads(command, command.kind)
    require(command.starts_at <= command.ends_at, GATHERING_TIMES)
    planned = GatheringPlanned(
        programme=command.programme,
        kind=command.kind,
        title=command.title,
        place=command.place,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        places=command.places,
        description=command.description,
    )
    require(state is None or state.planned == planned, ID_TAKEN)
    return [] if state else [planned]


def _require_leads(command: Command, kind: GatheringKind) -> None:
    """Workshops are for those who plan the area; outreach also for those who go out."""
    plans = any(command.by.holds(role, command.area) for role in PLANNERS)
    require(plans or kind is GatheringKind.OUTREACH, NOT_YOUR_ROLE)


def _reschedule(command: RescheduleGathering, state: Gathering) -> Sequence[GatheringEvent]:
    _require_leads(command, state.planned.kind)
    require(not state.cancelled, GATHERING_IS_CANCELLED)
    require(command.starts_at <= command.ends_at, GATHERING_TIMES)
    if (command.starts_at, command.ends_at) == (state.starts_at, state.ends_at):
        return []
    return [GatheringRescheduled(starts_at=command.starts_at, ends_at=command.ends_at)]


def _cancel(command: CancelGathering, state: Gathering) -> Sequence[GatheringEvent]:
    _require_leads(command, state.planned.kind)
    return [] if state.cancelled else [GatheringCancelled(reason=command.reason)]


def _register(command: RegisterForGathering, state: Gathering) -> Sequence[GatheringEvent]:
    if command.by.id in state.registered:
        return []
    require(not state.cancelled, GATHERING_IS_CANCELLED)
    require(command.at < state.ends_at, GATHERING_OVER)
    require(not state.is_full, GATHERING_FULL)
    return [ResidentRegistered(person=command.by.id, group=group_of(command.by, command.at))]


def _withdraw(command: WithdrawRegistration, state: Gathering) -> Sequence[GatheringEvent]:
    return [RegistrationWithdrawn(person=command.by.id)] if command.by.id in state.registered else []


def _record_attendance(command: RecordAttendance, state: Gathering) -> Sequence[GatheringEvent]:
    """Also of a cancelled gathering: whoever came all the same, came."""
    counts = tuple(Attended(Group(it.age, it.home or "", Channel.STREET), it.count) for it in command.counts)
    require(len({it.group for it in counts}) == len(counts), GROUP_TWICE)
    if state.attendances.get(command.attendance) == counts:
        return []
    return [AttendanceRecorded(attendance=command.attendance, counts=counts)]


def evolve(state: Gathering | None, event: GatheringEvent) -> Gathering:
    if isinstance(event, GatheringPlanned):
        return Gathering(event, event.starts_at, event.ends_at)
    return _go_on(_known(state), event)


def _go_on(state: Gathering, event: GatheringEvent) -> Gathering:
    match event:
        case GatheringPlanned():
            return state
        case GatheringRescheduled():
            return replace(state, starts_at=event.starts_at, ends_at=event.ends_at)
        case GatheringCancelled():
            return replace(state, cancelled=True)
        case ResidentRegistered():
            return replace(state, registered=state.registered | {event.person})
        case RegistrationWithdrawn():
            return replace(state, registered=state.registered - {event.person})
        case AttendanceRecorded():
            return replace(state, attendances={**state.attendances, event.attendance: event.counts})
        case _:
            assert_never(event)


gathering = Decider[Gathering | None](GATHERING, None, evolve, decide)
