"""A ballot is counted and looked over before it is cast, by the very limits it is then held to."""

import pytest

from services.voting.domain.checking import checked
from services.voting.domain.limits import require_within
from shared.contracts.ballot_check import ContestCheck
from shared.contracts.ballots import (
    BALLOT_OVER_BUDGET,
    NOT_AN_ITEM,
    TOO_FEW_CHOICES,
    TOO_MANY_CHOICES,
    TOO_MANY_POINTS,
    Choice,
)
from shared.contracts.contests import WHOLE, BallotLimits, BallotStyle
from shared.contracts.voting import VoteOpened
from shared.messages import Refused
from tests.voting.sample import choices, opened
from tests.voting.test_contests import terms


def test_choices_are_counted_with_what_they_cost() -> None:
    told = checked(opened(), choices("rink", "benches"))
    assert told.contests == (ContestCheck(WHOLE, chosen=2, points=2, cents=35_000_00),)
    assert told.is_complete


def test_nothing_chosen_is_told_of_the_ballot_and_not_of_each_contest() -> None:
    told = checked(terms(), ())
    assert [refusal.reason for refusal in told.broken] == [TOO_FEW_CHOICES]
    assert [one.broken for one in told.contests] == [(), ()]
    assert not told.is_complete


def test_over_the_money_it_says_by_how_much_and_what_alone_would_do() -> None:
    told = checked(opened(BallotLimits(max_cost_cents=34_999_99)), choices("rink", "benches"))
    (contest,) = told.contests
    assert (contest.over_cents, contest.enough) == (1, ("rink", "benches"))
    assert [refusal.reason for refusal in contest.broken] == [BALLOT_OVER_BUDGET]
    (far,) = checked(opened(BallotLimits(max_cost_cents=10_000_00)), choices("rink", "benches", "lights")).contests
    assert (far.over_cents, far.enough) == (45_000_00, ())


def test_all_that_is_wrong_is_told_at_once() -> None:
    limits = BallotLimits(BallotStyle.CUMULATIVE, max_choices=1, max_points=5, max_cost_cents=1)
    (contest,) = checked(opened(limits), choices("rink", "lights", points=3)).contests
    assert [refusal.reason for refusal in contest.broken] == [TOO_MANY_CHOICES, TOO_MANY_POINTS, BALLOT_OVER_BUDGET]


@pytest.mark.parametrize("said", [("rink",), ("rink", "lights"), ("rink", "lights", "benches"), ()])
def test_what_is_complete_is_what_can_be_cast(said: tuple[str, ...]) -> None:
    terms, mine = opened(BallotLimits(max_choices=2, max_cost_cents=40_000_00)), choices(*said)
    assert checked(terms, mine).is_complete == _can_be_cast(terms, mine)


def _can_be_cast(terms: VoteOpened, mine: tuple[Choice, ...]) -> bool:
    try:
        require_within(terms, mine)
    except Refused:
        return False
    return True


def test_what_is_not_on_the_ballot_is_refused() -> None:
    with pytest.raises(Refused, match=NOT_AN_ITEM.code):
        checked(opened(), choices("palace"))
