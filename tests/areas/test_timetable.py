"""A timetable is looked through before a round is planned by it."""

from datetime import UTC, datetime, timedelta

from services.areas.domain.timetable import faults
from shared.contracts.rounds import Phase
from shared.contracts.timetables import FaultyPhase, TimetableFault

START = datetime(2027, 1, 1, tzinfo=UTC)


def starts(*days: int) -> list[tuple[Phase, datetime]]:
    return [(phase, START + timedelta(days=day)) for phase, day in zip(Phase, days, strict=True)]


def test_phases_that_are_long_enough_and_in_order_are_right() -> None:
    assert faults(starts(0, 14, 28, 35, 36), trial=False) == []


def test_a_phase_that_is_too_short_says_how_long_it_has_to_be() -> None:
    assert faults(starts(0, 14, 28, 34, 36), trial=False) == [FaultyPhase(Phase.VOTING, TimetableFault.TOO_SHORT, 7)]


def test_a_phase_before_the_one_ahead_of_it_is_out_of_order() -> None:
    assert faults(starts(0, 20, 10, 40, 41), trial=False) == [FaultyPhase(Phase.VOTING, TimetableFault.ORDER)]


def test_a_rehearsal_may_be_short_and_still_goes_in_order() -> None:
    assert faults(starts(0, 0, 1, 1, 1), trial=True) == []
    assert faults(starts(0, 0, 1, 0, 1), trial=True) == [FaultyPhase(Phase.RESULT, TimetableFault.ORDER)]


def test_a_day_is_a_day_also_where_the_clock_goes_forward() -> None:
    """Two weeks from noon to noon in Finland are an hour less than two weeks when summer time begins between."""
    noon = datetime(2027, 3, 20, 10, tzinfo=UTC)
    later = noon + timedelta(days=14, hours=-1)
    times = [(Phase.IDEAS, noon), (Phase.PLANNING, later)]
    assert faults(times, trial=False) == []
    assert faults([times[0], (Phase.PLANNING, later - timedelta(seconds=1))], trial=False) != []


def test_two_weeks_of_hours_are_enough_where_the_clock_goes_back() -> None:
    noon = datetime(2027, 10, 20, 9, tzinfo=UTC)
    assert faults([(Phase.IDEAS, noon), (Phase.PLANNING, noon + timedelta(days=14))], trial=False) == []
