"""What holds for any election, tried on small random ones."""

from itertools import permutations
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.counting import Item, Profile, count, group
from shared.contracts.areas import BallotStyle, CountingRule, RuleName, TieOrder

IDS = "abcd"
GREEDY = [name for name in RuleName if name.startswith("greedy")]
Cast = list[tuple[tuple[str, ...], tuple[int, ...]]]

casts = st.lists(st.tuples(st.lists(st.sampled_from(IDS), unique=True).map(tuple), st.just(())), max_size=8)
rules = st.builds(CountingRule, st.sampled_from(GREEDY), st.integers(0, 3), st.sampled_from(TieOrder))
items = st.tuples(*(st.builds(Item, st.just(item_id), st.integers(0, 6)) for item_id in IDS))


@given(items, st.integers(0, 20), casts, rules, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_never_changes_the_outcome(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule, random: Random
) -> None:
    shuffled = random.sample(cast, len(cast))
    one, other = (Profile(items, budget, group(BallotStyle.ORDINAL, ballots)) for ballots in (cast, shuffled))
    assert count(one, rule) == count(other, rule)


@given(items, st.integers(0, 20), casts, rules)
def test_the_budget_is_never_overspent_and_every_item_has_its_outcome(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    outcome = count(Profile(items, budget, group(BallotStyle.APPROVAL, cast)), rule)
    funded = [item for item in outcome.items if item.funded]
    assert outcome.spent_cents == sum(item.cost_cents for item in funded) <= budget
    assert outcome.selected == tuple(item.id for item in funded)
    assert {item.id for item in outcome.items} == set(IDS)


@given(items, st.integers(0, 20), casts, rules)
def test_a_tie_is_told_exactly_when_another_published_order_funds_others(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    published = msgspec.structs.replace(rule, tie_order=TieOrder.PUBLISHED)
    ballots = group(BallotStyle.APPROVAL, cast)
    outcomes = [count(Profile(order, budget, ballots), published) for order in permutations(items)]
    ambiguous = len({frozenset(outcome.selected) for outcome in outcomes}) > 1
    assert all(bool(outcome.ties) is ambiguous for outcome in outcomes)


@given(items, st.integers(0, 20), casts, rules)
def test_another_vote_for_a_winner_never_unseats_it(
    items: tuple[Item, ...], budget: int, cast: Cast, rule: CountingRule
) -> None:
    selected = count(Profile(items, budget, group(BallotStyle.APPROVAL, cast)), rule).selected
    for winner in selected:
        more = group(BallotStyle.APPROVAL, [*cast, ((winner,), ())])
        assert winner in count(Profile(items, budget, more), rule).selected
