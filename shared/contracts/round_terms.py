"""What other rooms need of a round, folded from its published events: its timetable, contests and roll."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from shared.contracts.contests import (
    CONTEST_TWICE,
    LIMITS_IMPOSSIBLE,
    POINTS_MISSING,
    WHOLE,
    BallotLimits,
    BallotStyle,
    Contest,
    RollCriteria,
)
from shared.contracts.rounds import ROUND, Phase, RoundPhaseStarted, RoundPlanned, RoundRescheduled, Timetable
from shared.decider import Fold
from shared.messages import require


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


def require_contests(contests: Sequence[Contest]) -> None:
    """Raises `Refused` where nobody could vote in them, or a choice would count twice."""
    require(len({contest.id for contest in contests}) == len(contests), CONTEST_TWICE)
    for contest in contests:
        _require_possible(contest.limits)


def _require_possible(limits: BallotLimits) -> None:
    most = 1 if limits.style is BallotStyle.CHOOSE_ONE else limits.max_choices
    require(limits.min_choices <= most, LIMITS_IMPOSSIBLE)
    require(limits.style is not BallotStyle.CUMULATIVE or limits.max_points is not None, POINTS_MISSING)


def _evolve(terms: RoundTerms | None, event: RoundPlanned | RoundRescheduled | RoundPhaseStarted) -> RoundTerms | None:
    match event:
        case RoundPlanned():
            return RoundTerms(event.timetable, contests_of(event), event.roll, event.name, event.trial)
        case RoundRescheduled() if terms is not None:
            return msgspec.structs.replace(terms, timetable=event.timetable)
        case _:
            return terms


ROUND_TERMS = Fold[RoundTerms | None](ROUND, None, _evolve)
