"""What is wrong with a timetable, phase by phase."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from shared.ages import FINLAND
from shared.contracts.rounds import PHASES_TOO_SHORT, TIMETABLE_ORDER, Phase, Timetable
from shared.contracts.timetables import LEAST_DAYS, FaultyPhase, TimetableFault
from shared.messages import require


def require_sound(timetable: Timetable, *, trial: bool) -> None:
    """Raises `Refused`. Only a rehearsal's phases may be as short as it likes."""
    require([item.phase for item in timetable.phases] == list(Phase), TIMETABLE_ORDER)
    found = {one.fault for one in faults([(item.phase, item.starts_at) for item in timetable.phases], trial=trial)}
    require(TimetableFault.ORDER not in found, TIMETABLE_ORDER)
    require(not found, PHASES_TOO_SHORT, **{phase.value: days for phase, days in LEAST_DAYS.items()})


def faults(starts: Sequence[tuple[Phase, datetime]], *, trial: bool) -> list[FaultyPhase]:
    """A phase out of order is told of itself; one that is too short, of itself as well."""
    found = (_fault(one, next_, trial=trial) for one, next_ in pairwise(starts))
    return [fault for fault in found if fault]


def _fault(one: tuple[Phase, datetime], following: tuple[Phase, datetime], *, trial: bool) -> FaultyPhase | None:
    (phase, starts_at), (next_phase, ends_at) = one, following
    if ends_at < starts_at:
        return FaultyPhase(next_phase, TimetableFault.ORDER)
    days = 0 if trial else LEAST_DAYS[phase]
    lasts = max(ends_at - starts_at, _by_the_clock(ends_at) - _by_the_clock(starts_at))
    return FaultyPhase(phase, TimetableFault.TOO_SHORT, days) if lasts < timedelta(days=days) else None


def _by_the_clock(time: datetime) -> datetime:
    """In Finland, where the day on which summer time begins is a day, too."""
    return time.astimezone(FINLAND).replace(tzinfo=None)
