from hashlib import sha256

import pytest

from services.voting.domain.counting import Item, Profile, count
from services.voting.domain.counting.ties import in_tie_order
from shared.contracts.contests import Completion, CountingRule, RuleName, TieOrder, Utility

ITEMS = (Item("swing", 300), Item("light", 500), Item("penkkejä", 300), Item("stage", 900))


def ids(order: TieOrder, seed: str = "") -> list[str]:
    return [item.id for item in in_tie_order(ITEMS, order, seed)]


def test_items_of_equal_cost_keep_their_published_order() -> None:
    assert ids(TieOrder.PUBLISHED) == ["swing", "light", "penkkejä", "stage"]
    assert ids(TieOrder.CHEAPER_FIRST) == ["swing", "penkkejä", "light", "stage"]
    assert ids(TieOrder.DEARER_FIRST) == ["stage", "light", "swing", "penkkejä"]


def test_the_draw_goes_by_the_published_formula() -> None:
    """As with `printf 'seed\\nswing' | sha256sum`, for each item."""
    lots = {
        "swing": "e75b7336",
        "light": "9f716719",
        "penkkejä": "c45bf4d7",
        "stage": "e2ebbd66",
    }
    assert {item.id: sha256(f"seed\n{item.id}".encode()).hexdigest()[:8] for item in ITEMS} == lots
    assert ids(TieOrder.DRAW, "seed") == sorted(lots, key=lots.__getitem__)


def test_another_seed_draws_another_order() -> None:
    assert len({tuple(ids(TieOrder.DRAW, f"seed {number}")) for number in range(200)}) == 24


@pytest.mark.parametrize("name", RuleName)
def test_a_draw_without_a_seed_is_not_counted(name: RuleName) -> None:
    rule = CountingRule(name, tie_order=TieOrder.DRAW, utility=Utility.COST)
    with pytest.raises(ValueError, match="seed"):
        count(Profile(ITEMS, 1000, {}), rule)


@pytest.mark.parametrize("name", RuleName)
def test_under_every_rule_the_draw_decides_among_equals(name: RuleName) -> None:
    equals = Profile((Item("a", 100), Item("b", 100)), 100, {(("a", 1),): 1, (("a", 1), ("b", 1)): 1, (("b", 1),): 1})
    rule = CountingRule(name, tie_order=TieOrder.DRAW, utility=Utility.COST, completion=Completion.UTILITARIAN)
    drawn = {seed: count(Profile(equals.items, 100, equals.ballots, seed=seed), rule) for seed in ("one", "two", "six")}
    for seed, outcome in drawn.items():
        first = in_tie_order(equals.items, TieOrder.DRAW, seed)[0].id
        assert (outcome.selected, len(outcome.ties)) == ((first,), 1)
    assert len({outcome.selected for outcome in drawn.values()}) == 2
