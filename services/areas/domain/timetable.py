"""What is wrong with a timetable, phase by phase."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from shared.contracts.rounds import Phase
from shared.contracts.timetables import LEAST_DAYS, FaultyPhase, TimetableFault


def faults(starts: Sequence[tuple[Phase, datetime]], *, trial: bool) -> list[FaultyPhase]:
    """A phase out of order is told of itself; one that is too short, of itself as well."""
    found = (_fault(one, next_, trial=trial) for one, next_ in pairwise(starts))
    return [fault for fault in found if fault]


def _fault(one: tuple[Phase, datetime], following: tuple[Phase, datetime], *, trial: bool) -> FaultyPhase | None:
    (phase, starts_at), (next_phase, ends_at) = one, following
    if ends_at < starts_at:
        return FaultyPhase(next_phase, TimetableFault.ORDER)
    days = 0 if trial else LEAST_DAYS[phase]
    return FaultyPhase(phase, TimetableFault.TOO_SHORT, days) if ends_at - starts_at < timedelta(days=days) else None
