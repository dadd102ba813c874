from services.voting.domain.counting import Item, Outcome, Profile, Reason, count, group
from shared.contracts.contests import BallotStyle, CountingRule, RuleName


def phragmen(
    budget: int, items: dict[str, int], *ballots: str, threshold: int = 0, rivals: tuple[str, ...] = ()
) -> Outcome:
    cast = group(BallotStyle.APPROVAL, ((tuple(ballot.split()), ()) for ballot in ballots))
    profile = Profile(tuple(Item(id_, cost) for id_, cost in items.items()), budget, cast, (rivals,))
    return count(profile, CountingRule(RuleName.PHRAGMEN, threshold))


def test_what_its_supporters_can_pay_together_first_is_bought_first() -> None:
    outcome = phragmen(500, {"a": 90, "b": 100}, "a", "b", "b")
    assert [(item.id, item.price) for item in outcome.items] == [("b", "50"), ("a", "90")]


def test_whoever_has_paid_begins_anew() -> None:
    outcome = phragmen(500, {"a": 60, "b": 60, "c": 70}, "a b", "a b", "c")
    assert [(item.id, item.price) for item in outcome.items] == [("a", "30"), ("b", "60"), ("c", "70")]


def test_the_first_that_does_not_fit_ends_the_count() -> None:
    outcome = phragmen(115, {"a": 60, "b": 80, "c": 50}, "a", "a", "b", "b", "c")
    assert [item.reason for item in outcome.items] == [Reason.FUNDED, Reason.TOO_EXPENSIVE, Reason.STOPPED]


def test_an_item_dearer_than_the_budget_does_not_end_the_count() -> None:
    outcome = phragmen(100, {"a": 101, "b": 60}, "a", "a", "a", "b")
    assert outcome.selected == ("b",)


def test_an_item_below_the_threshold_does_not_take_part() -> None:
    outcome = phragmen(100, {"a": 10, "b": 60}, "a", "b", "b", threshold=2)
    assert outcome.selected == ("b",)
    assert outcome.items[-1].reason is Reason.BELOW_THRESHOLD


def test_equals_of_which_only_one_fits_are_told() -> None:
    outcome = phragmen(100, {"a": 60, "b": 60}, "a", "b")
    assert (outcome.selected, outcome.ties) == (("a",), (("a", "b"),))


def test_a_rival_of_what_is_bought_is_removed_from_sale_and_does_not_end_the_count() -> None:
    outcome = phragmen(120, {"a": 60, "b": 70, "c": 60}, "a", "a", "b", "c", rivals=("a", "b"))
    assert [(item.id, item.reason) for item in outcome.items] == [
        ("a", Reason.FUNDED),
        ("c", Reason.FUNDED),
        ("b", Reason.RIVAL_FUNDED),
    ]


def test_equals_that_are_rivals_are_told() -> None:
    outcome = phragmen(200, {"a": 60, "b": 60}, "a", "b", rivals=("a", "b"))
    assert (outcome.selected, outcome.ties) == (("a",), (("a", "b"),))


def test_what_nobody_supports_is_never_bought() -> None:
    outcome = phragmen(200, {"a": 60, "b": 60}, "a")
    assert [item.reason for item in outcome.items] == [Reason.FUNDED, Reason.UNDERFUNDED]
