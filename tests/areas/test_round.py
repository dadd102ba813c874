from datetime import datetime

import msgspec
import pytest

from services.areas.domain.round import round_
from shared.contracts.contests import (
    CONTEST_TWICE,
    LIMITS_IMPOSSIBLE,
    POINTS_MISSING,
    BallotLimits,
    BallotStyle,
    Contest,
    RollCriteria,
)
from shared.contracts.rounds import (
    CONTEST_BUDGETS,
    PHASES_TOO_SHORT,
    ROUND_KNOWN,
    TIMETABLE_ORDER,
    TIMETABLE_PAST,
    TOO_EARLY,
    UNKNOWN_ROUND,
    VOTE_ONLY_EXTENDED,
    AdvanceRound,
    Phase,
    PhaseTime,
    RescheduleRound,
    RoundRescheduled,
    Timetable,
)
from shared.testing import given
from tests.areas.rounds import (
    DAY,
    FIRST_OF_MARCH,
    PLANNED,
    SECOND,
    TIMETABLE,
    TWO_WEEKS,
    plan,
    start_of,
    started,
    timetable,
)

BEFORE = FIRST_OF_MARCH - DAY
LEAST = {"ideas": 14, "planning": 14, "voting": 7, "result": 1}  # days


def advance(phase: Phase, at: datetime) -> AdvanceRound:
    return AdvanceRound(area="saarijarvi", round="r1", phase=phase, at=at)


def reschedule(by: Timetable, at: datetime) -> RescheduleRound:
    return RescheduleRound(area="saarijarvi", round="r1", timetable=by, at=at)


def test_a_round_planned_ahead_waits_for_its_first_phase() -> None:
    given(round_).when(plan(BEFORE)).then(PLANNED)


def test_a_round_planned_in_the_middle_of_its_timetable_starts_all_phases_that_are_due() -> None:
    given(round_).when(plan(start_of(Phase.VOTING))).then(
        PLANNED, started(Phase.IDEAS), started(Phase.PLANNING), started(Phase.VOTING)
    )


def test_a_round_says_who_may_vote() -> None:
    pupils = RollCriteria(min_age=7, schools=("saarijarven-koulu",))
    given(round_).when(plan(BEFORE, roll=pupils)).then(msgspec.structs.replace(PLANNED, roll=pupils))


def test_the_contests_of_a_round_share_its_money_and_each_has_possible_limits() -> None:
    city, north = Contest("city", "Kaupunki", 4_000_000), Contest("north", "Pohjoinen", 1_000_000)
    planned = msgspec.structs.replace(PLANNED, contests=(city, north))
    given(round_).when(plan(BEFORE, contests=(city, north))).then(planned)
    given(round_).when(plan(BEFORE, contests=(city,))).then_refused(CONTEST_BUDGETS)
    given(round_).when(plan(BEFORE, contests=(city, msgspec.structs.replace(north, id="city")))).then_refused(
        CONTEST_TWICE
    )
    greedy = msgspec.structs.replace(north, limits=BallotLimits(min_choices=9))
    given(round_).when(plan(BEFORE, contests=(city, greedy))).then_refused(LIMITS_IMPOSSIBLE)


def test_planning_a_round_twice_changes_nothing() -> None:
    given(round_, PLANNED).when(plan(BEFORE)).then()


def test_another_round_cannot_take_a_known_id() -> None:
    given(round_, PLANNED).when(plan(BEFORE, timetable(between=3 * TWO_WEEKS))).then_refused(ROUND_KNOWN)


@pytest.mark.parametrize(
    "phases",
    [
        TIMETABLE.phases[:-1],
        TIMETABLE.phases[::-1],
        (*TIMETABLE.phases, TIMETABLE.phases[0]),
        timetable(between=-DAY).phases,
        (),
    ],
    ids=["one is missing", "backwards", "one twice", "times backwards", "none"],
)
def test_a_timetable_has_each_phase_once_in_order(phases: tuple[PhaseTime, ...]) -> None:
    by = Timetable(phases)
    given(round_).when(plan(BEFORE, by)).then_refused(TIMETABLE_ORDER)
    given(round_, PLANNED).when(reschedule(by, BEFORE)).then_refused(TIMETABLE_ORDER)


def test_a_ballot_that_asks_for_more_choices_than_it_allows_is_refused() -> None:
    limits = BallotLimits(min_choices=3, max_choices=2)
    given(round_).when(plan(BEFORE, limits=limits)).then_refused(LIMITS_IMPOSSIBLE)


def test_a_timer_starts_its_phase_on_the_second() -> None:
    given(round_, PLANNED).when(advance(Phase.IDEAS, FIRST_OF_MARCH)).then(started(Phase.IDEAS))


def test_a_timer_that_comes_twice_starts_its_phase_once() -> None:
    timer = advance(Phase.IDEAS, FIRST_OF_MARCH)
    given(round_, PLANNED).when(timer).then(started(Phase.IDEAS)).when(timer).then()


def test_a_timer_a_moment_early_is_to_come_again() -> None:
    given(round_, PLANNED).when(advance(Phase.IDEAS, FIRST_OF_MARCH - SECOND)).then_refused(TOO_EARLY)


def test_a_timer_of_a_phase_that_was_moved_away_does_nothing() -> None:
    moved = RoundRescheduled(timetable=timetable(FIRST_OF_MARCH + DAY))
    given(round_, PLANNED, moved).when(advance(Phase.IDEAS, FIRST_OF_MARCH)).then()


def test_a_server_that_slept_through_several_phases_starts_them_all_in_order() -> None:
    given(round_, PLANNED, started(Phase.IDEAS)).when(advance(Phase.PLANNING, start_of(Phase.RESULT))).then(
        started(Phase.PLANNING), started(Phase.VOTING), started(Phase.RESULT)
    )


def test_timers_that_come_after_a_sleep_find_their_phases_started() -> None:
    woke_at = start_of(Phase.RESULT)
    history = given(round_, PLANNED, *map(started, (Phase.IDEAS, Phase.PLANNING, Phase.VOTING, Phase.RESULT)))
    for phase in (Phase.PLANNING, Phase.VOTING, Phase.RESULT):
        history.when(advance(phase, woke_at)).then()


def test_phases_that_are_to_come_can_be_moved() -> None:
    later = Timetable((TIMETABLE.phases[0], *timetable(FIRST_OF_MARCH + DAY).phases[1:]))
    given(round_, PLANNED, started(Phase.IDEAS)).when(reschedule(later, FIRST_OF_MARCH)).then(
        RoundRescheduled(timetable=later)
    )


def test_moving_a_phase_to_now_starts_it() -> None:
    later = timetable(between=2 * TWO_WEEKS)
    planned = msgspec.structs.replace(PLANNED, timetable=later)
    now = FIRST_OF_MARCH + TWO_WEEKS + SECOND
    sooner = Timetable((later.phases[0], PhaseTime(Phase.PLANNING, now), *later.phases[2:]))
    given(round_, planned, started(Phase.IDEAS, by=later)).when(reschedule(sooner, now)).then(
        RoundRescheduled(timetable=sooner), started(Phase.PLANNING, by=sooner)
    )


def test_phases_last_long_enough_for_everybody_to_take_part() -> None:
    for short in (timetable(between=TWO_WEEKS - SECOND), timetable(between=DAY)):
        given(round_).when(plan(BEFORE, short)).then_refused(PHASES_TOO_SHORT, **LEAST)
        given(round_, PLANNED).when(reschedule(short, BEFORE)).then_refused(PHASES_TOO_SHORT, **LEAST)


def test_the_next_phase_does_not_begin_before_the_one_at_work_has_lasted_long_enough() -> None:
    hasty = Timetable((TIMETABLE.phases[0], PhaseTime(Phase.PLANNING, FIRST_OF_MARCH + DAY), *TIMETABLE.phases[2:]))
    given(round_, PLANNED, started(Phase.IDEAS)).when(reschedule(hasty, FIRST_OF_MARCH + DAY)).then_refused(
        PHASES_TOO_SHORT, **LEAST
    )


def test_a_rehearsal_is_as_short_as_it_likes() -> None:
    short = timetable(between=SECOND)
    rehearsal = msgspec.structs.replace(plan(BEFORE, short), trial=True)
    given(round_).when(rehearsal).then(msgspec.structs.replace(PLANNED, timetable=short, trial=True))


def test_a_phase_that_has_started_keeps_its_time() -> None:
    given(round_, PLANNED, started(Phase.IDEAS)).when(
        reschedule(timetable(FIRST_OF_MARCH + DAY), FIRST_OF_MARCH)
    ).then_refused(TIMETABLE_PAST)


def test_an_open_vote_is_extended_and_not_cut_short() -> None:
    opened = given(round_, PLANNED, started(Phase.IDEAS), started(Phase.PLANNING), started(Phase.VOTING))
    now = start_of(Phase.VOTING) + SECOND
    opened.when(reschedule(with_result_at(start_of(Phase.RESULT) - SECOND), now)).then_refused(VOTE_ONLY_EXTENDED)
    later = with_result_at(start_of(Phase.RESULT) + SECOND)
    extended = opened.when(reschedule(later, now)).then(RoundRescheduled(timetable=later))
    extended.when(reschedule(TIMETABLE, now)).then_refused(VOTE_ONLY_EXTENDED)


def test_a_vote_that_is_due_by_the_clock_is_not_cut_short_also_when_its_timer_is_late() -> None:
    planned = given(round_, PLANNED, started(Phase.IDEAS), started(Phase.PLANNING))
    sooner = with_result_at(start_of(Phase.RESULT) - SECOND)
    planned.when(reschedule(sooner, start_of(Phase.VOTING))).then_refused(VOTE_ONLY_EXTENDED)


def test_before_the_vote_opens_its_closing_moves_freely() -> None:
    sooner = with_result_at(start_of(Phase.RESULT) - SECOND)
    planned = given(round_, PLANNED, started(Phase.IDEAS), started(Phase.PLANNING))
    planned.when(reschedule(sooner, start_of(Phase.PLANNING))).then(RoundRescheduled(timetable=sooner))


def test_a_rehearsal_is_cut_short() -> None:
    rehearsal = msgspec.structs.replace(PLANNED, trial=True)
    opened = given(round_, rehearsal, started(Phase.IDEAS), started(Phase.PLANNING), started(Phase.VOTING))
    now = start_of(Phase.VOTING) + SECOND
    sooner = with_result_at(now)
    opened.when(reschedule(sooner, now)).then(RoundRescheduled(timetable=sooner), started(Phase.RESULT, by=sooner))


def with_result_at(time: datetime) -> Timetable:
    *before, _, building = TIMETABLE.phases
    return Timetable((*before, PhaseTime(Phase.RESULT, time), building))


def test_moving_to_the_same_times_changes_nothing() -> None:
    given(round_, PLANNED).when(reschedule(TIMETABLE, BEFORE)).then()


def test_a_round_nobody_planned_cannot_be_moved_or_advanced() -> None:
    given(round_).when(reschedule(TIMETABLE, BEFORE)).then_refused(UNKNOWN_ROUND)
    given(round_).when(advance(Phase.IDEAS, FIRST_OF_MARCH)).then_refused(UNKNOWN_ROUND)


def test_a_phase_that_is_due_by_the_clock_keeps_its_time_also_when_its_timer_is_late() -> None:
    voting = start_of(Phase.VOTING)
    moved = Timetable(
        tuple(
            PhaseTime(item.phase, item.starts_at + DAY if item.phase is not Phase.IDEAS else item.starts_at)
            for item in TIMETABLE.phases
        )
    )
    planned = given(round_, PLANNED, started(Phase.IDEAS), started(Phase.PLANNING))
    planned.when(reschedule(moved, voting)).then_refused(TIMETABLE_PAST)


def test_a_ballot_nobody_could_cast_is_not_planned() -> None:
    for limits, reason in (
        (BallotLimits(BallotStyle.CHOOSE_ONE, min_choices=2), LIMITS_IMPOSSIBLE),
        (BallotLimits(BallotStyle.CUMULATIVE), POINTS_MISSING),
    ):
        command = msgspec.structs.replace(plan(BEFORE), limits=limits)
        given(round_).when(command).then_refused(reason)
