"""A log to rebuild views from: one area, one round, its ideas and ballots, as the rooms would have written them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from cli.bench.ballots import Publish, commit, sealed_ballot
from shared.contracts.areas import AREA, AreaRegistered
from shared.contracts.ballots import BALLOT
from shared.contracts.contests import BallotLimits, CountingRule
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.contracts.rounds import ROUND, Phase, PhaseTime, RoundPlanned, Timetable
from shared.requests import new_id

MADE = frozenset({AREA, ROUND, IDEA, BALLOT})
PLACE = "bench"
TEXT = "A bench under the old pine, where one can wait for the bus in the rain. " * 4


def history(ballots: int, ideas: int) -> Iterator[Publish]:
    yield commit(AREA.subject(PLACE, PLACE), AreaRegistered(name=PLACE, eligible_voters=ballots))
    round_ = new_id()
    yield commit(ROUND.subject(PLACE, round_), planned(new_id()))
    for number in range(ideas):
        idea = IdeaSubmitted(round=round_, author=new_id(), title=f"Idea {number}", text=TEXT)
        yield commit(IDEA.subject(PLACE, new_id()), idea)
    for _ in range(ballots):
        yield commit(BALLOT.subject(PLACE, new_id()), sealed_ballot(round_))


def planned(programme: str) -> RoundPlanned:
    timetable = Timetable(tuple(PhaseTime(phase, datetime.now(UTC)) for phase in Phase))
    return RoundPlanned(
        name="Bench",
        programme=programme,
        budget_cents=5_000_000,
        timetable=timetable,
        limits=BallotLimits(),
        rule=CountingRule(),
    )
