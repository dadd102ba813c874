"""What holds for any election under the greedy rules, tried on small random ones."""

from itertools import permutations

import msgspec
from hypothesis import given

from services.voting.domain.counting import Reason
from shared.contracts.contests import CountingRule, RuleName, TieOrder
from tests.voting.counting.elections import Election, cheap, greedy_rules

MORE_THAN_ENOUGH = 200
"""Votes that overtake any item of these elections, also per cost."""


@given(cheap, greedy_rules)
def test_a_tie_is_told_exactly_when_another_published_order_funds_others(
    election: Election, rule: CountingRule
) -> None:
    published = msgspec.structs.replace(rule, tie_order=TieOrder.PUBLISHED)
    orders = permutations(item.id for item in election.items)
    outcomes = [election.listed(order).count(published) for order in orders]
    ambiguous = len({frozenset(outcome.selected) for outcome in outcomes}) > 1
    assert all(bool(outcome.ties) is ambiguous for outcome in outcomes)


@given(cheap, greedy_rules)
def test_another_vote_for_a_winner_never_unseats_it(election: Election, rule: CountingRule) -> None:
    for winner in election.count(rule).selected:
        assert winner in election.with_votes(winner, 1).count(rule).selected


@given(cheap, greedy_rules)
def test_what_is_needed_wins_and_a_vote_less_does_not(election: Election, rule: CountingRule) -> None:
    for item in election.count(rule).items:
        if item.needed is not None:
            assert item.id in election.with_votes(item.id, item.needed).count(rule).selected
            assert item.id not in election.with_votes(item.id, item.needed - 1).count(rule).selected
        elif not item.funded:
            assert item.id not in election.with_votes(item.id, MORE_THAN_ENOUGH).count(rule).selected


@given(cheap, greedy_rules)
def test_only_a_loser_needs_votes(election: Election, rule: CountingRule) -> None:
    assert all(item.needed is None or (item.needed > 0 and not item.funded) for item in election.count(rule).items)


@given(cheap, greedy_rules)
def test_with_skipping_all_that_fits_and_has_the_votes_is_funded(election: Election, rule: CountingRule) -> None:
    outcome = election.count(rule)
    left = election.budget - outcome.spent_cents
    fitting = [it.reason for it in outcome.items if not it.funded and it.cost_cents <= left]
    barred = {Reason.BELOW_THRESHOLD, Reason.BELOW_MIN_VOTES, Reason.RIVAL_FUNDED}
    assert rule.name is RuleName.GREEDY_NO_SKIP or set(fitting) <= barred
