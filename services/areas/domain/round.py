"""A round (kierros): one participatory budgeting, led through its phases by its timetable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from services.areas.domain.timetable import require_sound
from shared.contracts.contests import Contest
from shared.contracts.round_terms import contests_of, require_contests
from shared.contracts.rounds import (
    CONTEST_BUDGETS,
    ROUND,
    ROUND_KNOWN,
    TIMETABLE_PAST,
    UNKNOWN_ROUND,
    VOTE_ONLY_EXTENDED,
    AdvanceRound,
    Phase,
    PhaseTime,
    PlanRound,
    RescheduleRound,
    RoundEvent,
    RoundPhaseStarted,
    RoundPlanned,
    RoundRescheduled,
    Timetable,
    require_due,
)
from shared.decider import Decider
from shared.messages import Refused, require

RoundCommand = PlanRound | RescheduleRound | AdvanceRound


@dataclass(frozen=True)
class Round:
    planned: RoundPlanned
    timetable: Timetable
    started: tuple[Phase, ...] = ()

    @property
    def ahead(self) -> tuple[PhaseTime, ...]:
        """The phases that have not started."""
        return self.timetable.phases[len(self.started) :]


def decide(command: RoundCommand, state: Round | None) -> Sequence[RoundEvent]:
    match command:
        case PlanRound():
            return _plan(command, state)
        case RescheduleRound():
            return _reschedule(command, _known(state))
        case AdvanceRound():
            return _advance(command, _known(state))
        case _:
            assert_never(command)


def _known(state: Round | None) -> Round:
    if state is None:
        raise Refused(UNKNOWN_ROUND)
    return state


def _plan(command: PlanRound, state: Round | None) -> Sequence[RoundEvent]:
    require_sound(command.timetable, trial=command.trial)
    planned = RoundPlanned(
        name=command.name,
        programme=command.programme,
        budget_cents=command.budget_cents,
        timetable=command.timetable,
        limits=command.limits,
        rule=command.rule,
        roll=command.roll,
        contests=command.contests,
        trial=command.trial,
        package=command.package or "",
    )
    _require_contests(contests_of(planned), command.budget_cents)
    require(state is None or state.planned == planned, ROUND_KNOWN)
    return [] if state else [planned, *_due(command.at, command.timetable, ())]


def _require_contests(contests: Sequence[Contest], budget_cents: int) -> None:
    require_contests(contests)
    require(sum(contest.budget_cents for contest in contests) == budget_cents, CONTEST_BUDGETS)


def _reschedule(command: RescheduleRound, state: Round) -> Sequence[RoundEvent]:
    require_sound(command.timetable, trial=state.planned.trial)
    if command.timetable == state.timetable:
        return []
    due = _due(command.at, state.timetable, state.started)  # its timer may be late, its time is not
    started = (*state.started, *(event.phase for event in due))
    kept = len(started)
    require(command.timetable.phases[:kept] == state.timetable.phases[:kept], TIMETABLE_PAST)
    if Phase.VOTING in started and not state.planned.trial:
        _require_no_cut(command.timetable, state.timetable)
    return [
        *due,
        RoundRescheduled(timetable=command.timetable),
        *_due(command.at, command.timetable, started),
    ]


def _require_no_cut(timetable: Timetable, before: Timetable) -> None:
    """Whoever counts on the closing that was announced must find the vote open until then."""
    require(timetable.start_of(Phase.RESULT) >= before.start_of(Phase.RESULT), VOTE_ONLY_EXTENDED)


def _advance(command: AdvanceRound, state: Round) -> Sequence[RoundEvent]:
    require_due(state.timetable.start_of(command.phase), command.at)
    return _due(command.at, state.timetable, state.started)


def _due(now: datetime, timetable: Timetable, started: tuple[Phase, ...]) -> list[RoundPhaseStarted]:
    """Each phase whose time has come starts, in order, also when the server slept through several."""
    return [
        RoundPhaseStarted(phase=item.phase, ends_at=timetable.end_of(item.phase))
        for item in timetable.phases[len(started) :]
        if item.starts_at <= now
    ]


def evolve(state: Round | None, event: RoundEvent) -> Round:
    match event:
        case RoundPlanned():
            return Round(event, event.timetable)
        case RoundRescheduled():
            return replace(_known(state), timetable=event.timetable)
        case RoundPhaseStarted():
            known = _known(state)
            return replace(known, started=(*known.started, event.phase))
        case _:
            assert_never(event)


round_ = Decider[Round | None](ROUND, None, evolve, decide)
