"""The timetable of a round as it is typed, looked through by the room, and drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.gateway.pages.filled import Filled, first
from services.gateway.pages.finnish_time import typed_in
from services.gateway.pages.rounds import RoundPicture
from services.gateway.visit import Visit, told
from shared.contracts.rounds import Phase, PhaseTime, RoundView, Timetable
from shared.contracts.timetables import CheckTimetable, FaultyPhase, TimetableFault
from shared.texts import text, word


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


SENTENCES = {
    TimetableFault.ORDER: _("{phase}: this phase starts before the one that comes before it."),
    TimetableFault.TOO_SHORT: _("{phase}: this phase has to last {days} days at least before the next one starts."),
}
DAY = 86_400  # seconds
AFTERWARDS = 0.15  # of the picture's width is what has no end


@dataclass(frozen=True)
class PhaseBar:
    """Where a phase lies in the picture, in hundredths of its width. `days`: none where it has no end."""

    phase: Phase
    starts_at: datetime
    days: int | None
    left: str
    width: str


def timetable_in(filled: Filled) -> Timetable:
    """Raises `Refused` at the first field that holds no time."""
    return Timetable(tuple(PhaseTime(phase, typed_in(phase, first(filled, phase))) for phase in Phase))


async def faults_in(request: Visit, timetable: Timetable, *, trial: bool) -> Mapping[str, str]:
    """What is wrong, by phase."""
    asked = CheckTimetable(
        area=request.path_params["area"],
        by=request.actor,
        ideas=timetable.start_of(Phase.IDEAS),
        planning=timetable.start_of(Phase.PLANNING),
        voting=timetable.start_of(Phase.VOTING),
        result=timetable.start_of(Phase.RESULT),
        implementation=timetable.start_of(Phase.IMPLEMENTATION),
        trial=trial,
    )
    return {one.phase: _in_words(request, one) for one in (await told(request, asked)).faults}


def _in_words(request: Visit, fault: FaultyPhase) -> str:
    values: dict[str, str | int] = {"days": fault.days, "phase": word(request.language, fault.phase).capitalize()}
    return text(request.language, SENTENCES[fault.fault], values)


def drawn(timetable: Timetable) -> Sequence[PhaseBar]:
    """Nothing can be drawn of what is out of order."""
    starts = [item.starts_at for item in timetable.phases]
    if starts != sorted(starts):
        return ()
    whole = max((starts[-1] - starts[0]).total_seconds(), 1.0) / (1 - AFTERWARDS)
    ends = [*starts[1:], None]
    return [
        _bar(item, end, (item.starts_at - starts[0]).total_seconds() / whole, whole)
        for item, end in zip(timetable.phases, ends, strict=True)
    ]


def as_new(round_: RoundView) -> RoundPicture:
    """A round in which nobody has done anything yet, as its page shows it."""
    return RoundPicture(
        round=round_,
        vote=None,
        ballot=None,
        draft=None,
        contests=round_.contests,
        ideas=(),
        proposals=(),
        projects=(),
        participation=None,
    )


def _bar(item: PhaseTime, end: datetime | None, left: float, whole: float) -> PhaseBar:
    seconds = (end - item.starts_at).total_seconds() if end else None
    width = AFTERWARDS if seconds is None else seconds / whole
    days = None if seconds is None else round(seconds / DAY)
    return PhaseBar(item.phase, item.starts_at, days, f"{100 * left:.3f}", f"{100 * width:.3f}")
