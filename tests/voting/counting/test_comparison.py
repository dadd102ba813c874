from services.voting.domain.counting import Comparison, Item, Profile, count, group
from shared.contracts.contests import BallotStyle, CountingRule, RuleName, Utility
from tests.voting.counting.written_out import approvals, equal_shares

COMPARED = CountingRule(RuleName.EQUAL_SHARES, utility=Utility.COST, comparison=True)
HALL_OR_COURT = {"hall": 500, "court": 500, "bench": 200}


def test_the_greedy_outcome_stands_if_more_voters_gain_more_by_it() -> None:
    """A share is 100: three voters cannot pay the hall, two can pay the bench."""
    profile = approvals(500, HALL_OR_COURT, *["hall"] * 3, *["bench"] * 2)
    outcome = count(profile, COMPARED)
    assert equal_shares(profile).selected == ("bench",)
    assert (outcome.selected, outcome.comparison) == (("hall",), Comparison(equal_shares=2, greedy=3))
    assert (outcome.share, {item.price for item in outcome.items}) == (None, {None})


def test_equal_shares_stand_if_as_many_gain_more_by_either() -> None:
    profile = approvals(400, {"hall": 400, "bench": 200}, "hall", "hall", "bench", "bench")
    outcome = count(profile, COMPARED)
    assert outcome.comparison == Comparison(equal_shares=2, greedy=2)
    assert (outcome.selected, outcome.share) == (("bench",), "100")


def test_gains_beyond_whole_machine_numbers_are_compared_exactly() -> None:
    dear = 10**13
    ballots = group(BallotStyle.SCORING, [(("a", "b"), (10**6, 10**6 + 1)), (("b",), (1,)), ((), ())])
    profile = Profile((Item("a", dear), Item("b", dear)), dear + dear // 2, ballots)
    assert count(profile, COMPARED).comparison == Comparison(equal_shares=0, greedy=0)
