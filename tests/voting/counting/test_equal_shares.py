from fractions import Fraction

import pytest

from services.voting.domain.counting import Item, Profile, Reason, count, group, settled
from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName, TieOrder, Utility
from tests.voting.counting.written_out import approvals, equal_shares

PARK = ("park",) * 6
POOL = ("pool hall",) * 4
TWO_SIDES = approvals(1000_00, {"park": 600_00, "gate": 500_00, "pool": 400_00, "hall": 390_00}, *PARK, *POOL)


def test_a_minority_pays_for_what_it_wants_with_its_own_shares() -> None:
    assert equal_shares(TWO_SIDES).selected == ("park", "pool")


def test_the_outcome_tells_the_share_and_what_a_vote_paid() -> None:
    outcome = equal_shares(TWO_SIDES)
    assert outcome.share == "10000"
    assert [(item.id, item.price) for item in outcome.items if item.funded] == [("park", "10000"), ("pool", "10000")]


def test_an_item_that_is_not_funded_tells_what_its_supporters_lack() -> None:
    lacking = {item.id: item.lacking_cents for item in equal_shares(TWO_SIDES).items if not item.funded}
    assert lacking == {"hall": 390_00, "gate": None}  # nobody wants a gate at any price


def test_losers_whose_supporters_could_not_pay_are_told_apart_from_those_below_the_minimum() -> None:
    rule = CountingRule(RuleName.EQUAL_SHARES, utility=Utility.COST, min_votes=1)
    reasons = {item.id: item.reason for item in count(TWO_SIDES, rule).items if not item.funded}
    assert reasons == {"hall": Reason.UNDERFUNDED, "gate": Reason.BELOW_MIN_VOTES}


def test_a_price_is_an_exact_fraction_of_cents() -> None:
    outcome = equal_shares(approvals(300, {"a": 100}, "a", "a", "a"))
    assert [Fraction(item.price or 0) for item in outcome.items] == [Fraction(100, 3)]


def test_whoever_has_too_little_left_pays_it_all_and_the_others_pay_the_rest() -> None:
    profile = approvals(300, {"a": 120, "b": 110}, "a b", "a", "b")
    outcome = equal_shares(profile)
    assert [(item.id, item.price) for item in outcome.items] == [("a", "60"), ("b", "70")]


def test_the_points_of_a_ballot_share_a_cost_in_proportion() -> None:
    ballots = group(BallotStyle.CUMULATIVE, [(("a",), (3,)), (("a",), (1,))])
    outcome = equal_shares(Profile((Item("a", 80),), 200, ballots), utility=Utility.POINTS)
    assert [item.price for item in outcome.items] == ["20"]
    assert equal_shares(Profile((Item("a", 80),), 200, ballots), utility=Utility.CARDINALITY).items[0].price == "40"


def test_cost_utility_prefers_many_supporters_and_cardinality_low_prices() -> None:
    profile = approvals(400, {"big": 160, "small": 80}, "big small", "big small", "big", "")
    assert equal_shares(profile, utility=Utility.COST).selected[0] == "big"
    assert equal_shares(profile, utility=Utility.CARDINALITY).selected[0] == "small"


def test_an_item_without_cost_is_bought_first_and_for_nothing() -> None:
    outcome = equal_shares(approvals(100, {"a": 100, "free": 0}, "a free"))
    assert [(item.id, item.price) for item in outcome.items] == [("free", "0"), ("a", "100")]


def test_an_item_below_the_threshold_is_neither_bought_nor_filled_in() -> None:
    rule = CountingRule(RuleName.EQUAL_SHARES, 2, utility=Utility.COST, completion=Completion.UTILITARIAN)
    outcome = count(approvals(100, {"a": 10, "b": 10}, "a b", "a"), rule)
    assert [item.reason for item in outcome.items] == [Reason.FUNDED, Reason.BELOW_THRESHOLD]


SPLIT = approvals(1000_00, {"a": 400_00, "b": 380_00, "c": 250_00}, *["a"] * 5, *["b"] * 3, *["c"] * 2)


@pytest.mark.parametrize(
    ("completion", "selected"),
    [
        (Completion.NONE, ("a",)),
        (Completion.UTILITARIAN, ("a", "b")),
        (Completion.ADD1, ("a", "c")),
        (Completion.ADD1U, ("a", "c")),
        (Completion.EXHAUSTIVE, ("a", "c")),
    ],
)
def test_the_money_that_is_left_is_given_out_as_the_completion_says(
    completion: Completion, selected: tuple[str, ...]
) -> None:
    """A share is 100; b needs 126⅔ of each of its supporters, c 125."""
    assert equal_shares(SPLIT, completion).selected == selected


def test_raised_shares_are_told() -> None:
    assert equal_shares(SPLIT, Completion.ADD1).share == "12600"
    assert equal_shares(SPLIT, Completion.EXHAUSTIVE).share == "12500"


def test_add1_raises_shares_from_a_whole_one() -> None:
    outcome = equal_shares(approvals(1000, {"a": 600, "b": 400}, "a", "a", "b"), Completion.ADD1)
    assert (outcome.share, outcome.selected) == ("400", ("a", "b"))


def test_where_no_raised_share_is_within_the_budget_add1_leaves_what_the_exact_share_buys() -> None:
    """A whole share of 6 would not buy c, and one of 7 too much."""
    cast = ["c", "b a c", "b a c", "b a c", "b a", "b c", "c", "b a c"]
    outcome = equal_shares(approvals(52_00, {"a": 15_00, "b": 8_00, "c": 45_00}, *cast), Completion.ADD1)
    assert (outcome.share, outcome.selected) == ("650", ("c",))


def test_an_item_that_one_voter_alone_would_have_to_pay_is_reached_by_leaps() -> None:
    profile = approvals(10_000_000_00, {"a": 1_00, "b": 9_000_000_00}, *["a"] * 99, "b")
    outcome = equal_shares(profile, Completion.ADD1)
    assert (outcome.selected, outcome.share) == (("a", "b"), "900000000")


def test_equals_go_by_the_tie_break_and_are_told_where_the_order_made_a_difference() -> None:
    profile = approvals(100, {"a": 100, "b": 100}, "a b")
    dearer = CountingRule(RuleName.EQUAL_SHARES, tie_order=TieOrder.DEARER_FIRST, utility=Utility.COST)
    assert count(profile, dearer).selected == ("a",)
    assert equal_shares(profile).ties == (("a", "b"),)


def test_equals_that_are_bought_one_after_the_other_for_the_same_price_are_no_tie() -> None:
    outcome = equal_shares(approvals(200, {"a": 100, "b": 100}, "a", "b"))
    assert (outcome.selected, outcome.ties) == (("a", "b"), ())


@pytest.mark.parametrize("completion", Completion)
def test_without_ballots_only_what_greedy_fills_in_is_funded(completion: Completion) -> None:
    outcome = equal_shares(approvals(100, {"a": 50}), completion)
    filled = completion in {Completion.ADD1U, Completion.UTILITARIAN, Completion.EXHAUSTIVE}
    assert outcome.selected == (("a",) if filled else ())


def test_prices_that_floats_cannot_tell_apart_are_told_apart() -> None:
    dear = 10**17
    profile = approvals(3 * dear, {"a": dear + 1, "b": dear, "c": dear - 1}, "a", "b", "c")
    assert equal_shares(profile, utility=Utility.CARDINALITY).selected == ("c", "b")
    assert float(dear + 1) == float(dear) == float(dear - 1)


def test_equals_at_a_share_that_spends_too_much_are_told() -> None:
    """At a share of 300, a and c cost a vote alike. With c first it is too much; with a first c is out of reach."""
    costs, ballots = {"a": 100, "b": 200, "c": 600}, ("a c", "a b c")
    a_first, c_first = (
        equal_shares(approvals(400, {id_: costs[id_] for id_ in order}, *ballots), Completion.ADD1)
        for order in ("abc", "cba")
    )
    assert (a_first.selected, a_first.share, a_first.ties) == (("a", "b"), "300", (("a", "c"),))
    assert (c_first.selected, c_first.share, c_first.ties) == (("a",), "200", (("c", "a"),))


def test_a_rule_that_does_not_say_what_a_voter_gains_is_not_counted() -> None:
    with pytest.raises(ValueError, match="gains"):
        count(TWO_SIDES, CountingRule(RuleName.EQUAL_SHARES))


@pytest.mark.parametrize(
    ("style", "utility"),
    [
        (BallotStyle.APPROVAL, Utility.COST),
        (BallotStyle.CHOOSE_ONE, Utility.COST),
        (BallotStyle.CUMULATIVE, Utility.POINTS),
        (BallotStyle.SCORING, Utility.POINTS),
        (BallotStyle.ORDINAL, Utility.BORDA),
    ],
)
def test_a_settled_rule_has_the_utility_of_the_ballots_unless_another_was_chosen(
    style: BallotStyle, utility: Utility
) -> None:
    assert settled(CountingRule(), style).utility is utility
    assert settled(CountingRule(utility=Utility.CARDINALITY), style).utility is Utility.CARDINALITY
