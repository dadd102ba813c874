"""A round whose phases start two weeks apart, for sentences about it."""

from datetime import UTC, datetime, timedelta

from shared.contracts.contests import BallotLimits, Contest, CountingRule, RollCriteria
from shared.contracts.rounds import Phase, PhaseTime, PlanRound, RoundPhaseStarted, RoundPlanned, Timetable

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
TWO_WEEKS = timedelta(days=14)
FIRST_OF_MARCH = datetime(2027, 3, 1, 9, tzinfo=UTC)


def timetable(start: datetime = FIRST_OF_MARCH, between: timedelta = TWO_WEEKS) -> Timetable:
    return Timetable(tuple(PhaseTime(phase, start + number * between) for number, phase in enumerate(Phase)))


TIMETABLE = timetable()
PLANNED = RoundPlanned(
    name="Kevät",
    programme="p1",
    budget_cents=5_000_000,
    timetable=TIMETABLE,
    limits=BallotLimits(),
    rule=CountingRule(),
)


def start_of(phase: Phase) -> datetime:
    return TIMETABLE.start_of(phase)


def started(phase: Phase, by: Timetable = TIMETABLE) -> RoundPhaseStarted:
    return RoundPhaseStarted(phase=phase, ends_at=by.end_of(phase))


def plan(
    at: datetime,
    by: Timetable = TIMETABLE,
    limits: BallotLimits = PLANNED.limits,
    roll: RollCriteria = PLANNED.roll,
    contests: tuple[Contest, ...] = (),
) -> PlanRound:
    return PlanRound(
        area="saarijarvi",
        round="r1",
        programme=PLANNED.programme,
        name=PLANNED.name,
        budget_cents=PLANNED.budget_cents,
        timetable=by,
        limits=limits,
        roll=roll,
        contests=contests,
        at=at,
    )
