"""What holds for any election under Equal Shares and Phragmén, tried on small random ones."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from services.voting.domain.counting.electorate import electorate
from services.voting.domain.counting.equal_shares import add1, market
from services.voting.domain.counting.purchases import Purchases
from services.voting.domain.counting.turns import Turns
from shared.contracts.areas import BallotStyle, Completion, CountingRule, RuleName, TieOrder, Utility

IDS = "abcde"
POINTS = 6
Cast = list[tuple[tuple[str, ...], tuple[int, ...]]]

ballots = st.dictionaries(st.sampled_from(IDS), st.integers(0, POINTS), max_size=len(IDS))
casts = st.lists(ballots.map(lambda given: (tuple(given), tuple(given.values()))), max_size=8)
items = st.tuples(*(st.builds(Item, st.just(item_id), st.integers(0, 1200)) for item_id in IDS))
budgets = st.integers(0, 3000)
completions = st.sampled_from(Completion)
equal_shares = st.builds(
    CountingRule,
    st.just(RuleName.EQUAL_SHARES),
    st.integers(0, 4),
    st.sampled_from(TieOrder),
    st.sampled_from(Utility),
    completions,
)
rules = equal_shares | st.builds(CountingRule, st.just(RuleName.PHRAGMEN), st.integers(0, 4), st.sampled_from(TieOrder))


def outcome_of(items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule) -> Outcome:
    return count(Profile(items, budget, group(BallotStyle.SCORING, cast)), rule)


@given(items, budgets, casts, rules, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_never_changes_the_outcome(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule, random: Random
) -> None:
    shuffled = random.sample(cast, len(cast))
    assert outcome_of(items, budget, cast, rule) == outcome_of(items, budget, shuffled, rule)


@given(items, budgets, casts, rules)
def test_the_budget_is_never_overspent_and_every_item_has_its_outcome(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    outcome = outcome_of(items, budget, cast, rule)
    funded = [item for item in outcome.items if item.funded]
    assert outcome.spent_cents == sum(item.cost_cents for item in funded) <= budget
    assert outcome.selected == tuple(item.id for item in funded)
    assert [item.rank for item in outcome.items] == list(range(1, len(IDS) + 1))
    assert {item.id for item in outcome.items} == set(IDS)


@given(items, budgets, casts, equal_shares)
def test_every_purchase_is_paid_exactly_and_nobody_pays_above_the_share(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    outcome = outcome_of(items, budget, cast, rule)
    purses = [Fraction(outcome.share or 0)] * len(cast)
    for item in outcome.items:
        if item.price is None:
            continue
        dues = [Fraction(item.price) * gain(dict(zip(*ballot, strict=True)), item.id, rule.utility) for ballot in cast]
        payments = [min(purse, due) for purse, due in zip(purses, dues, strict=True)]
        assert sum(payments) == item.cost_cents
        purses = [purse - payment for purse, payment in zip(purses, payments, strict=True)]
    assert all(purse >= 0 for purse in purses)


def gain(ballot: dict[str, int], item: str, utility: Utility) -> int:
    """The points that one pays the item's price for."""
    points = ballot.get(item, 0)
    return min(points, 1) if utility is Utility.CARDINALITY else points


@given(items, budgets, casts, equal_shares)
def test_what_equal_shares_leave_over_is_beyond_the_means_of_its_supporters(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    outcome = outcome_of(items, budget, cast, rule)
    left_over = [item for item in outcome.items if not item.funded and item.score >= rule.threshold]
    assert all(item.lacking_cents for item in left_over if rule.completion is Completion.NONE and item.score > 0)


@given(items, budgets, casts, equal_shares)
def test_a_filled_up_outcome_is_exhaustive(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    outcome = outcome_of(items, budget, cast, rule)
    left = budget - outcome.spent_cents
    fitting = [it for it in outcome.items if not it.funded and it.score >= rule.threshold and it.cost_cents <= left]
    assert not fitting or rule.completion in {Completion.NONE, Completion.ADD1}


@given(items, budgets, casts, equal_shares, st.permutations(IDS))
def test_where_no_tie_is_told_the_published_order_decides_nothing(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule, order: list[str]
) -> None:
    outcome = outcome_of(items, budget, cast, rule)
    reordered = tuple(sorted(items, key=lambda item: order.index(item.id)))
    other = outcome_of(reordered, budget, cast, rule)
    if not outcome.ties:
        assert set(outcome.selected) == set(other.selected)


@settings(deadline=None)
@given(items, budgets, casts, equal_shares)
def test_leaps_lead_where_single_steps_lead(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    profile = Profile(items, budget, group(BallotStyle.SCORING, cast))
    voters = electorate(profile, alike=rule.utility is Utility.CARDINALITY)
    for_sale = market(Turns(profile, rule, voters.tallies), voters)
    share = Fraction(budget, max(len(cast), 1))
    leapt = add1(for_sale, budget, share, unit=20)
    stepped = Purchases(for_sale, share)
    while stepped.share < leapt.share:
        stepped = Purchases(for_sale, stepped.share + 20)
        assert stepped.spent <= budget
    assert stepped.made == leapt.made
    following = Purchases(for_sale, leapt.share + 20)
    assert following.spent > budget or len(leapt.made) == sum(voters.backers[it].total > 0 for it in for_sale.order)
