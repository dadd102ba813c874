"""What holds for any election under Equal Shares, tried on small random ones."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.counting import Comparison, Reason
from services.voting.domain.counting.electorate import electorate
from services.voting.domain.counting.equal_shares import add1, market
from services.voting.domain.counting.payments import payments
from services.voting.domain.counting.purchases import Purchases
from services.voting.domain.counting.turns import Turns
from shared.contracts.contests import Completion, CountingRule, Utility
from tests.voting.counting.elections import FILLED_UP, IDS, Election, equal_shares, phragmen, priced
from tests.voting.counting.slow_equal_shares import SlowCount

BARRED = {Reason.BELOW_THRESHOLD, Reason.BELOW_MIN_VOTES, Reason.RIVAL_FUNDED}


@settings(deadline=None)
@given(priced, equal_shares)
def test_the_outcome_is_that_of_a_slow_and_plain_count(election: Election, rule: CountingRule) -> None:
    outcome, slow = election.count(rule), SlowCount(election, rule)
    assert list(outcome.selected) == slow.selected()
    share, bought = slow.completed()
    if outcome.share:
        assert Fraction(outcome.share) == share
        assert [(item.id, Fraction(item.price)) for item in outcome.items if item.price] == bought


@given(priced, equal_shares)
def test_a_comparison_tells_how_many_gain_more_by_either(election: Election, rule: CountingRule) -> None:
    outcome, slow = election.count(rule), SlowCount(election, rule)
    bought = [item for item, _ in slow.completed()[1]]
    shared = slow.filled_up(bought) if rule.completion in FILLED_UP else bought
    greedy, mine = slow.preferences(slow.filled_up([]), shared)
    assert outcome.comparison == (Comparison(mine, greedy) if rule.comparison else None)


@given(priced, equal_shares)
def test_every_purchase_is_paid_exactly_and_nobody_pays_above_the_share(election: Election, rule: CountingRule) -> None:
    outcome, slow = election.count(rule), SlowCount(election, rule)
    share = Fraction(outcome.share or 0)
    bought = [(item.id, Fraction(item.price)) for item in outcome.items if item.price is not None]
    points = [{id_: slow.points(ballot, id_) for id_ in IDS} for ballot in election.cast]
    paid = [payments(each, share, bought) for each in points]
    assert all(sum(each.values()) <= share for each in paid)
    for item in outcome.items:
        if item.price is not None:
            assert sum(each[item.id] for each in paid) == item.cost_cents
            dues = [Fraction(item.price) * each[item.id] for each in points]
            whole = sum(mine[item.id] == due > 0 for mine, due in zip(paid, dues, strict=True))
            assert item.paid_in_full == whole or item.cost_cents == 0


@given(priced, equal_shares)
def test_what_is_bought_later_is_never_cheaper_for_what_one_gains(election: Election, rule: CountingRule) -> None:
    slow = SlowCount(election, rule)
    prices = [Fraction(it.price) / slow.worth(it.id) for it in election.count(rule).items if it.price is not None]
    assert all(earlier <= later for earlier, later in pairwise(prices))


@given(priced, equal_shares)
def test_what_nobody_bought_is_beyond_the_means_of_its_supporters(election: Election, rule: CountingRule) -> None:
    outcome, slow = election.count(rule), SlowCount(election, rule)
    for item in outcome.items:
        supported = any(slow.points(ballot, item.id) for ballot in election.cast)
        if outcome.share and not item.funded and item.reason not in BARRED:
            assert (item.lacking_cents is not None and item.lacking_cents > 0) is supported


@given(priced, equal_shares)
def test_at_a_cost_lower_by_what_is_lacking_an_item_is_bought(election: Election, rule: CountingRule) -> None:
    if rule.completion in {Completion.NONE, Completion.UTILITARIAN} and not rule.comparison:
        for item in election.count(rule).items:
            if item.lacking_cents is not None:
                cheaper = election.cheaper(item.id, item.lacking_cents).count(rule)
                assert next(it for it in cheaper.items if it.id == item.id).price is not None


@given(priced, equal_shares)
def test_a_filled_up_outcome_is_exhaustive(election: Election, rule: CountingRule) -> None:
    outcome = election.count(rule)
    left = election.budget - outcome.spent_cents
    fitting = {item.reason for item in outcome.items if not item.funded and item.cost_cents <= left}
    assert fitting <= BARRED or rule.completion not in FILLED_UP


@given(priced, equal_shares | phragmen, st.permutations(IDS))
def test_where_no_tie_is_told_the_published_order_decides_nothing(
    election: Election, rule: CountingRule, order: list[str]
) -> None:
    outcome = election.count(rule)
    if not outcome.ties:
        assert set(outcome.selected) == set(election.listed(order).count(rule).selected)


@settings(deadline=None)
@given(priced, equal_shares)
def test_leaps_lead_where_single_steps_lead(election: Election, rule: CountingRule) -> None:
    profile = election.profile
    voters = electorate(profile, alike=rule.utility is Utility.CARDINALITY)
    for_sale = market(Turns(profile, rule, voters.tallies), voters)
    share = Fraction(election.budget, max(len(election.cast), 1))
    leapt, _ = add1(for_sale, election.budget, share, unit=20)
    stepped = Purchases(for_sale, share)
    while stepped.share < leapt.share:
        stepped = Purchases(for_sale, stepped.share + 20)
        assert stepped.spent <= election.budget
    assert stepped.made == leapt.made
    assert Purchases(for_sale, leapt.share + 20).spent > election.budget or not leapt.wanted
