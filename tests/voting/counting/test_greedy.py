from time import process_time

import msgspec
import pytest

from services.voting.domain.counting import Item, Outcome, Profile, Reason, Scores, count, group
from shared.contracts.areas import BallotStyle, CountingRule, RuleName, TieOrder

SWING, LIGHT, STAGE = Item("swing", 300), Item("light", 500), Item("stage", 900)


def approvals(*ballots: str, items: tuple[Item, ...] = (SWING, LIGHT, STAGE), budget: int = 1000) -> Profile:
    return Profile(items, budget, group(BallotStyle.APPROVAL, ((ballot.split(), ()) for ballot in ballots)))


def reasons(outcome: Outcome) -> dict[str, Reason]:
    return {item.id: item.reason for item in outcome.items}


STAGE_FIRST = approvals("stage", "stage light", "stage light swing", budget=800)


def test_what_does_not_fit_is_passed_over() -> None:
    outcome = count(STAGE_FIRST, CountingRule(RuleName.GREEDY))
    assert outcome.selected == ("light", "swing")
    assert outcome.spent_cents == 800
    assert reasons(outcome) == {"stage": Reason.TOO_EXPENSIVE, "light": Reason.FUNDED, "swing": Reason.FUNDED}


def test_without_skipping_the_first_that_does_not_fit_ends_the_count() -> None:
    outcome = count(STAGE_FIRST, CountingRule(RuleName.GREEDY_NO_SKIP))
    assert outcome.selected == ()
    assert reasons(outcome) == {"stage": Reason.TOO_EXPENSIVE, "light": Reason.STOPPED, "swing": Reason.STOPPED}


def test_an_item_below_the_threshold_is_not_funded_even_with_money_left() -> None:
    outcome = count(STAGE_FIRST, CountingRule(RuleName.GREEDY_THRESHOLD, threshold=2))
    assert outcome.selected == ("light",)
    assert reasons(outcome)["swing"] is Reason.BELOW_THRESHOLD


def test_an_unaffordable_item_below_the_threshold_does_not_end_the_count() -> None:
    profile = approvals("stage", "light", items=(STAGE, LIGHT), budget=500)
    rule = CountingRule(RuleName.GREEDY_NO_SKIP, threshold=2)
    assert set(reasons(count(profile, rule)).values()) == {Reason.BELOW_THRESHOLD}


def test_per_cost_prefers_many_votes_for_little_money() -> None:
    profile = approvals("stage", "stage", "stage", "swing", "swing")
    assert count(profile, CountingRule(RuleName.GREEDY_PER_COST)).selected == ("swing", "light")


def test_per_cost_an_item_without_cost_goes_first() -> None:
    profile = approvals("swing", items=(SWING, Item("bench", 0)))
    assert count(profile, CountingRule(RuleName.GREEDY_PER_COST)).selected == ("bench", "swing")


def test_every_item_tells_its_votes_rank_and_the_money_left_at_its_turn() -> None:
    items = count(STAGE_FIRST, CountingRule(RuleName.GREEDY)).items
    assert [(item.id, item.rank, item.votes, item.score, item.left_cents) for item in items] == [
        ("stage", 1, 3, 3, 800),
        ("light", 2, 2, 2, 800),
        ("swing", 3, 1, 1, 300),
    ]


@pytest.mark.parametrize(
    ("tie_order", "selected"),
    [
        (TieOrder.PUBLISHED, ("light", "swing")),
        (TieOrder.CHEAPER_FIRST, ("swing", "light")),
        (TieOrder.DEARER_FIRST, ("stage",)),
    ],
)
def test_equals_go_by_the_tie_break_fixed_before(tie_order: TieOrder, selected: tuple[str, ...]) -> None:
    profile = approvals("light swing stage", items=(LIGHT, SWING, STAGE), budget=900)
    assert count(profile, CountingRule(RuleName.GREEDY, tie_order=tie_order)).selected == selected


def test_a_tie_is_told_only_where_another_order_would_have_funded_others() -> None:
    tied = approvals("swing light stage", budget=900)
    assert count(tied, CountingRule(RuleName.GREEDY)).ties == (("swing", "light", "stage"),)
    roomy = approvals("swing light stage", budget=1700)
    assert count(roomy, CountingRule(RuleName.GREEDY)).ties == ()


def test_a_tie_with_an_item_no_order_could_fund_does_not_matter() -> None:
    profile = approvals("swing stage", items=(SWING, STAGE), budget=500)
    assert count(profile, CountingRule(RuleName.GREEDY)).ties == ()
    assert count(profile, CountingRule(RuleName.GREEDY_NO_SKIP)).ties == (("swing", "stage"),)


RINK_OR_COURT = (Item("rink", 300), Item("court", 400), Item("bench", 300))


def test_of_rivals_only_the_first_is_funded_and_the_others_are_passed_over() -> None:
    profile = approvals("rink court bench", "rink court", "rink", items=RINK_OR_COURT)
    rivals = msgspec.structs.replace(profile, rivals=(("rink", "court"),))
    assert count(rivals, CountingRule(RuleName.GREEDY)).selected == ("rink", "bench")
    assert reasons(count(rivals, CountingRule(RuleName.GREEDY)))["court"] is Reason.RIVAL_FUNDED
    assert count(rivals, CountingRule(RuleName.GREEDY_NO_SKIP)).selected == ("rink", "bench")


def test_equals_that_are_rivals_are_told_also_if_all_could_be_paid() -> None:
    profile = approvals("rink court", items=RINK_OR_COURT)
    assert count(profile, CountingRule(RuleName.GREEDY)).ties == ()
    rivals = msgspec.structs.replace(profile, rivals=(("rink", "court"),))
    assert count(rivals, CountingRule(RuleName.GREEDY)).ties == (("rink", "court"),)


def test_an_item_that_too_few_ballots_name_is_not_funded_however_many_points_they_give() -> None:
    ballots = group(BallotStyle.CUMULATIVE, [(("stage",), (9,)), (("light",), (1,)), (("light",), (1,))])
    outcome = count(Profile((SWING, LIGHT, STAGE), 1000, ballots), CountingRule(RuleName.GREEDY, min_votes=2))
    assert outcome.selected == ("light",)
    assert reasons(outcome)["stage"] is Reason.BELOW_MIN_VOTES


def needed(outcome: Outcome) -> dict[str, int | None]:
    return {item.id: item.needed for item in outcome.items if not item.funded}


def test_a_loser_needs_to_overtake_whoever_took_the_money() -> None:
    profile = approvals(*["light"] * 5, *["swing"] * 3, "stage", budget=900)
    assert needed(count(profile, CountingRule(RuleName.GREEDY))) == {"stage": 5}


def test_the_tie_order_may_save_a_vote() -> None:
    profile = approvals(*["light"] * 5, *["swing"] * 3, "stage", budget=900)
    dearer = CountingRule(RuleName.GREEDY, tie_order=TieOrder.DEARER_FIRST)
    assert needed(count(profile, dearer)) == {"stage": 4}


def test_no_votes_help_an_item_dearer_than_the_whole_budget() -> None:
    assert needed(count(STAGE_FIRST, CountingRule(RuleName.GREEDY))) == {"stage": None}


def test_below_a_minimum_one_needs_what_reaches_it_and_wins() -> None:
    profile = approvals(*["light"] * 5, "stage", "swing", budget=900)
    assert needed(count(profile, CountingRule(RuleName.GREEDY, threshold=3))) == {"swing": 2, "stage": 5}
    assert needed(count(profile, CountingRule(RuleName.GREEDY, min_votes=8))) == {"light": 3, "swing": 7, "stage": 7}


def test_per_cost_a_dear_item_needs_more() -> None:
    profile = approvals("swing", "light", "stage", budget=900)
    assert needed(count(profile, CountingRule(RuleName.GREEDY_PER_COST))) == {"stage": 3}


def test_what_a_hundred_and_twenty_items_needed_is_told_at_once() -> None:
    """Many losers, some rivals: all that depends on the number of items, and not on that of the ballots."""
    items = tuple(Item(f"p{number}", 100 + number % 7) for number in range(120))
    ballots: dict[Scores, int] = {((item.id, 1),): 1 + number % 40 for number, item in enumerate(items)}
    rivals = tuple((items[number].id, items[-number].id) for number in range(1, 40))
    begun = process_time()
    count(Profile(items, 3000, ballots, rivals), CountingRule(RuleName.GREEDY_PER_COST))
    assert process_time() - begun < 0.1
