import pytest

from services.voting.domain.counting import Item, Profile, Tally, group, tally
from shared.contracts.contests import BallotStyle


@pytest.mark.parametrize(
    ("style", "points", "scores"),
    [
        (BallotStyle.APPROVAL, (), {"a": 1, "b": 1, "c": 1}),
        (BallotStyle.CUMULATIVE, (5, 3, 2), {"c": 5, "a": 3, "b": 2}),
        (BallotStyle.SCORING, (0, 4, -1), {"c": 0, "a": 4, "b": -1}),
        (BallotStyle.ORDINAL, (), {"c": 3, "a": 2, "b": 1}),
    ],
)
def test_what_a_ballot_gives_to_its_choices(
    style: BallotStyle, points: tuple[int, ...], scores: dict[str, int]
) -> None:
    assert group(style, [(("c", "a", "b"), points)]) == {tuple(sorted(scores.items())): 1}


def test_a_ranking_gives_its_last_choice_one_however_short_it_is() -> None:
    assert group(BallotStyle.ORDINAL, [(("a",), ())]) == {(("a", 1),): 1}


def test_the_same_approvals_in_another_order_are_the_same_ballot() -> None:
    cast = [(("a", "b"), ()), (("b", "a"), ()), ((), ())]
    assert group(BallotStyle.APPROVAL, cast) == {(("a", 1), ("b", 1)): 2, (): 1}


def test_points_that_do_not_go_along_with_the_choices_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        group(BallotStyle.CUMULATIVE, [(("a", "b"), (3,))])


def test_a_tally_tells_ballots_and_points_apart() -> None:
    ballots = group(BallotStyle.CUMULATIVE, [(("a", "b"), (3, 0)), (("a",), (2,))])
    items = (Item("a", 100), Item("b", 100), Item("c", 100))
    assert tally(Profile(items, 100, ballots)) == {"a": Tally(2, 5), "b": Tally(1, 0), "c": Tally(0, 0)}
