"""What a ballot gives to the items on it, and all ballots grouped by content."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

import msgspec

from shared.contracts.contests import BallotStyle

Scores = tuple[tuple[str, int], ...]
"""One ballot's content: (item id, score), sorted by id."""


class Item(msgspec.Struct, frozen=True):
    """A thing on the ballot."""

    id: str
    cost_cents: int


class Profile(msgspec.Struct, frozen=True):
    """All that is counted: items in their published order, the money, and how many people cast each same ballot.

    Of each group of `rivals` (say, on the same plot) at most one is funded. `seed` is that of a draw among equals.
    """

    items: tuple[Item, ...]
    budget_cents: int
    ballots: Mapping[Scores, int]
    rivals: tuple[tuple[str, ...], ...] = ()
    seed: str = ""

    def rivals_of(self, item_id: str) -> frozenset[str]:
        """The items that exclude this one."""
        return frozenset(id_ for group in self.rivals if item_id in group for id_ in group if id_ != item_id)


class Tally(msgspec.Struct):
    """`votes`: ballots that name the item; `score`: the sum of what they give it."""

    votes: int = 0
    score: int = 0


def group(style: BallotStyle, cast: Iterable[tuple[Sequence[str], Sequence[int]]]) -> dict[Scores, int]:
    """Group ballots, each the chosen ids in the voter's order and the points that go along (empty where unused).

    A ballot names an item once; the room sees to that when it is cast. What many ballots give to an item is kept once.
    """
    same = Counter((tuple(choices), tuple(points)) for choices, points in cast)
    grouped: Counter[Scores] = Counter()
    alike: dict[tuple[str, int], tuple[str, int]] = {}
    for (choices, points), people in same.items():
        given = scores(style, choices, points)
        grouped[tuple(map(alike.setdefault, given, given))] += people
    return dict(grouped)


def scores(style: BallotStyle, choices: Sequence[str], points: Sequence[int]) -> Scores:
    """What a ballot gives."""
    given: Sequence[int]
    match style:
        case BallotStyle.APPROVAL | BallotStyle.CHOOSE_ONE:
            given = [1] * len(choices)
        case BallotStyle.CUMULATIVE | BallotStyle.SCORING:
            given = points
        case BallotStyle.ORDINAL:
            given = range(len(choices), 0, -1)  # Pabulib's Borda: the last on one's own ballot gets 1
        case _:
            assert_never(style)
    return tuple(sorted(zip(choices, given, strict=True)))


def tally(profile: Profile) -> dict[str, Tally]:
    """The votes and score of each item, by id."""
    tallies = {item.id: Tally() for item in profile.items}
    for scores, people in profile.ballots.items():
        for item_id, score in scores:
            tallies[item_id].votes += people
            tallies[item_id].score += people * score
    return tallies
