"""What other rooms need of a round, folded from its published events: its timetable, contests and roll."""

from datetime import datetime

import msgspec

from shared.contracts.areas import (
    ROUND,
    WHOLE,
    Contest,
    Phase,
    RollCriteria,
    RoundPhaseStarted,
    RoundPlanned,
    RoundRescheduled,
    Timetable,
)
from shared.decider import Fold


class RoundTerms(msgspec.Struct, frozen=True):
    """A round has one contest at least."""

    timetable: Timetable
    contests: tuple[Contest, ...]
    roll: RollCriteria = RollCriteria()
    name: str = ""
    trial: bool = False

    def phase_at(self, time: datetime) -> Phase | None:
        return self.timetable.at(time)


def contests_of(planned: RoundPlanned) -> tuple[Contest, ...]:
    whole = Contest(WHOLE, planned.name, planned.budget_cents, planned.limits, planned.rule)
    return planned.contests or (whole,)


def _evolve(terms: RoundTerms | None, event: RoundPlanned | RoundRescheduled | RoundPhaseStarted) -> RoundTerms | None:
    match event:
        case RoundPlanned():
            return RoundTerms(event.timetable, contests_of(event), event.roll, event.name, event.trial)
        case RoundRescheduled() if terms is not None:
            return msgspec.structs.replace(terms, timetable=event.timetable)
        case _:
            return terms


ROUND_TERMS = Fold[RoundTerms | None](ROUND, None, _evolve)
