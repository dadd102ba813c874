"""A reminder: whoever keeps a draft and has not voted is told once, a day before the vote closes."""

from collections.abc import Sequence
from datetime import timedelta

from services.voting.domain.state import Vote
from shared.contracts.ballots import REMINDER, BallotLeftUnfinished
from shared.contracts.rounds import require_due
from shared.contracts.voting import RemindVoters
from shared.decider import Decider, Given

BEFORE_CLOSING = timedelta(days=1)
SHORTEST_VOTE = timedelta(hours=25)  # in which anybody is reminded


def is_due(command: RemindVoters, vote: Vote) -> bool:
    """Raises `Refused` for a timer that is early; one of a closing moved away has a successor."""
    if vote.opened is None or vote.closed or vote.annulled:
        return False
    time = vote.opened.closes_at - BEFORE_CLOSING
    require_due(time, command.at)
    return time <= command.at < vote.opened.closes_at


def decide(command: Given[RemindVoters, int], reminded: bool) -> Sequence[BallotLeftUnfinished]:
    """Given the vote's edition."""
    return [] if reminded else [BallotLeftUnfinished(round=command.command.round, edition=command.facts)]


def evolve(_: bool, __: BallotLeftUnfinished) -> bool:
    return True


reminder = Decider[bool](REMINDER, False, evolve, decide)
