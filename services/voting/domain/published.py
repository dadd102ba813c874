"""A published ballot, found by its receipt: what it says, and what its voter paid where supporters pay."""

from collections.abc import Mapping
from fractions import Fraction

from services.voting.domain.bundle import Certified
from services.voting.domain.counting.ballots import scores
from services.voting.domain.counting.payments import payments
from services.voting.domain.sealing import Marks, choices
from services.voting.domain.tallying import within
from shared.contracts.ballots import NOT_AMONG_BALLOTS, Paid, PublishedBallot
from shared.contracts.contests import Contest, Utility
from shared.contracts.results import ContestResult
from shared.messages import Refused


def found(vote: Certified, said: Mapping[str, Marks], receipt: str) -> PublishedBallot:
    """Raises `Refused` where no ballot has this receipt."""
    if receipt not in said:
        raise Refused(NOT_AMONG_BALLOTS)
    marks = said[receipt]
    both = zip(vote.opened.contests, vote.counted.contests, strict=True)
    paid = [each for contest, result in both for each in _paid(vote, contest, result, marks)]
    return PublishedBallot(receipt, choices(vote.opened, marks), tuple(paid))


def _paid(vote: Certified, contest: Contest, result: ContestResult, marks: Marks) -> list[Paid]:
    if result.share is None:
        return []
    ids = [item.proposal for item in vote.opened.items]
    mine = within(vote.opened, contest, marks)
    given = scores(contest.limits.style, [ids[number] for number, _ in mine], [points for _, points in mine])
    points = {id_: 1 if contest.rule.utility is Utility.CARDINALITY else score for id_, score in given}
    bought = [(item.proposal, Fraction(item.price)) for item in result.items if item.price is not None]
    return [Paid(id_, str(cents)) for id_, cents in payments(points, Fraction(result.share), bought).items()]
