"""What holds for any election under any rule, tried on small random ones."""

from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.counting import Reason
from shared.contracts.contests import CountingRule, TieOrder
from tests.voting.counting.elections import IDS, Election, cheap, priced, rules

elections = cheap | priced


@given(elections, rules, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_never_changes_the_outcome(
    election: Election, rule: CountingRule, random: Random
) -> None:
    shuffled = replace(election, cast=random.sample(election.cast, len(election.cast)))
    assert election.count(rule) == shuffled.count(rule)


@given(elections, rules, st.permutations(IDS))
def test_the_order_of_the_items_changes_nothing_where_another_tie_order_is_published(
    election: Election, rule: CountingRule, order: list[str]
) -> None:
    costs = {item.cost_cents for item in election.items}
    if rule.tie_order is TieOrder.DRAW or (rule.tie_order is not TieOrder.PUBLISHED and len(costs) == len(IDS)):
        assert election.count(rule) == election.listed(order).count(rule)


@given(elections, rules)
def test_the_budget_is_never_overspent_and_every_item_has_its_outcome(election: Election, rule: CountingRule) -> None:
    outcome = election.count(rule)
    funded = [item for item in outcome.items if item.funded]
    assert outcome.spent_cents == sum(item.cost_cents for item in funded) <= election.budget
    assert outcome.selected == tuple(item.id for item in funded)
    assert [item.rank for item in outcome.items] == list(range(1, len(IDS) + 1))
    assert {item.id for item in outcome.items} == set(IDS)


@given(elections, rules)
def test_of_rivals_at_most_one_is_funded(election: Election, rule: CountingRule) -> None:
    outcome = election.count(rule)
    for group in election.rivals:
        assert len(set(group) & set(outcome.selected)) <= 1
    beaten = {item.id for item in outcome.items if item.reason is Reason.RIVAL_FUNDED}
    assert all(election.profile.rivals_of(item) & set(outcome.selected) for item in beaten)


@given(elections, rules)
def test_what_has_too_few_votes_is_never_funded_and_told_so(election: Election, rule: CountingRule) -> None:
    for item in election.count(rule).items:
        assert (item.score < rule.threshold) is (item.reason is Reason.BELOW_THRESHOLD)
        few = item.votes < rule.min_votes and item.score >= rule.threshold
        assert few is (item.reason is Reason.BELOW_MIN_VOTES)


@given(elections, rules)
def test_the_reason_is_true_of_the_money_at_the_items_turn(election: Election, rule: CountingRule) -> None:
    for item in election.count(rule).items:
        fits = item.cost_cents <= item.left_cents
        assert fits or item.reason is not Reason.FUNDED
        assert not fits or item.reason is not Reason.TOO_EXPENSIVE


@given(elections, rules)
def test_rivals_of_which_no_two_are_named_together_change_nothing(election: Election, rule: CountingRule) -> None:
    alone = replace(election, rivals=tuple((item,) for item in IDS))
    assert alone.count(rule) == replace(election, rivals=()).count(rule)


@given(elections, rules)
def test_a_group_of_rivals_is_as_good_as_its_pairs(election: Election, rule: CountingRule) -> None:
    pairs = tuple(pair for group in election.rivals for pair in combinations(group, 2))
    assert replace(election, rivals=pairs).count(rule) == election.count(rule)
