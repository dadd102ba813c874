import pytest

from services.voting.domain.counting import Item, Outcome, Profile, Reason, count, group
from shared.contracts.contests import BallotStyle, CountingRule, RuleName, TieOrder

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


def test_an_item_that_too_few_ballots_name_is_not_funded_however_many_points_they_give() -> None:
    ballots = group(BallotStyle.CUMULATIVE, [(("stage",), (9,)), (("light",), (1,)), (("light",), (1,))])
    outcome = count(Profile((SWING, LIGHT, STAGE), 1000, ballots), CountingRule(RuleName.GREEDY, min_votes=2))
    assert outcome.selected == ("light",)
    assert reasons(outcome)["stage"] is Reason.BELOW_MIN_VOTES
