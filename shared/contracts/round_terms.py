"""What other rooms need of a round, folded from its published events: its budget, timetable, limits, rule and roll."""

from datetime import datetime

import msgspec

from shared.contracts.areas import (
    ROUND,
    BallotLimits,
    CountingRule,
    Phase,
    RollCriteria,
    RoundPhaseStarted,
    RoundPlanned,
    RoundRescheduled,
    Timetable,
)
from shared.decider import Fold


class RoundTerms(msgspec.Struct, frozen=True):
    budget_cents: int
    timetable: Timetable
    limits: BallotLimits
    rule: CountingRule
    roll: RollCriteria = RollCriteria()
    name: str = ""
    trial: bool = False

    def phase_at(self, time: datetime) -> Phase | None:
        return self.timetable.at(time)


def _evolve(terms: RoundTerms | None, event: RoundPlanned | RoundRescheduled | RoundPhaseStarted) -> RoundTerms | None:
    match event:
        case RoundPlanned():
            return RoundTerms(
                event.budget_cents, event.timetable, event.limits, event.rule, event.roll, event.name, event.trial
            )
        case RoundRescheduled() if terms is not None:
            return msgspec.structs.replace(terms, timetable=event.timetable)
        case _:
            return terms


ROUND_TERMS = Fold[RoundTerms | None](ROUND, None, _evolve)
