"""A round's timetable sets timers; a timer that is due advances the round."""

from collections.abc import Iterable

from shared.contracts.areas import ROUND, AdvanceRound, Phase, RoundPlanned, RoundRescheduled, SetRoundTimers
from shared.events import Recorded
from shared.messages import Command, system
from shared.service import Reaction

AREAS = system("areas")


def set_timers(event: Recorded) -> Iterable[Command]:
    match event.event:
        case RoundPlanned() | RoundRescheduled():
            yield SetRoundTimers(area=event.area, round=event.aggregate_id, by=AREAS)
        case _:
            return


def on_time(key: tuple[str, ...]) -> Command:
    area, round_, phase = key
    return AdvanceRound(area=area, round=round_, phase=Phase(phase), by=AREAS)


REACTIONS = (Reaction((ROUND,), set_timers),)
