from time import process_time

from services.voting.domain.counting import Item, Outcome, Profile, Scores, count
from shared.contracts.contests import CountingRule, RuleName, TieOrder
from tests.voting.counting.written_out import approvals

COSTS = {"swing": 300, "light": 500, "stage": 900}


def needed(outcome: Outcome) -> dict[str, int | None]:
    return {item.id: item.needed for item in outcome.items if not item.funded}


def test_a_loser_needs_to_overtake_whoever_took_the_money() -> None:
    profile = approvals(900, COSTS, *["light"] * 5, *["swing"] * 3, "stage")
    assert needed(count(profile, CountingRule(RuleName.GREEDY))) == {"stage": 5}


def test_the_tie_order_may_save_a_vote() -> None:
    profile = approvals(900, COSTS, *["light"] * 5, *["swing"] * 3, "stage")
    dearer = CountingRule(RuleName.GREEDY, tie_order=TieOrder.DEARER_FIRST)
    assert needed(count(profile, dearer)) == {"stage": 4}


def test_no_votes_help_an_item_dearer_than_the_whole_budget() -> None:
    profile = approvals(800, COSTS, "stage", "stage light")
    assert needed(count(profile, CountingRule(RuleName.GREEDY))) == {"stage": None}


def test_below_a_minimum_one_needs_what_reaches_it_and_wins() -> None:
    profile = approvals(900, COSTS, *["light"] * 5, "stage", "swing")
    assert needed(count(profile, CountingRule(RuleName.GREEDY, threshold=3))) == {"swing": 2, "stage": 5}
    assert needed(count(profile, CountingRule(RuleName.GREEDY, min_votes=8))) == {"light": 3, "swing": 7, "stage": 7}


def test_per_cost_a_dear_item_needs_more() -> None:
    profile = approvals(900, COSTS, "swing", "light", "stage")
    assert needed(count(profile, CountingRule(RuleName.GREEDY_PER_COST))) == {"stage": 3}


def test_what_a_hundred_and_twenty_items_needed_is_told_at_once() -> None:
    """Many losers, some rivals: all that depends on the number of items, and not on that of the ballots."""
    items = tuple(Item(f"p{number}", 100 + number % 7) for number in range(120))
    ballots: dict[Scores, int] = {((item.id, 1),): 1 + number % 40 for number, item in enumerate(items)}
    rivals = tuple((items[number].id, items[-number].id) for number in range(1, 40))
    begun = process_time()
    count(Profile(items, 3000, ballots, rivals), CountingRule(RuleName.GREEDY_PER_COST))
    assert process_time() - begun < 0.1
