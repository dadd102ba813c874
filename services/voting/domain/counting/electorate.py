"""All ballots as arrays: who supports an item, and what a ballot supports."""

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from services.voting.domain.counting.ballots import Profile, Tally

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Backers:
    """The ballots that give an item a positive score; one entry each. The floats hold whole numbers, so sums are exact.

    `weights` is people times score, `total` its sum; `count` is all people.
    """

    ballots: Numbers
    people: Floats
    scores: Floats
    weights: Floats
    total: int
    count: int


@dataclass(frozen=True, slots=True)
class Electorate:
    """Grouped ballots and the items, both by number.

    The entries of ballot n are `starts[n]:starts[n + 1]`: each an item with a positive score, weighed by the people.
    """

    starts: Numbers
    people: Floats
    items: NDArray[np.unsignedinteger]
    weights: Floats
    scores: Floats
    backers: tuple[Backers, ...]
    tallies: dict[str, Tally]

    def given(self, ballots: Numbers) -> Floats:
        """What these ballots give to each item in all: people times score."""
        lengths = self.starts[ballots + 1] - self.starts[ballots]
        before = np.cumsum(lengths) - lengths
        entries = np.repeat(self.starts[ballots] - before, lengths) + np.arange(lengths.sum())
        weights = self.weights.take(entries)
        given: Floats = np.bincount(self.items.take(entries), weights, len(self.backers)).astype(np.float64, copy=False)
        return given


def electorate(profile: Profile, *, alike: bool) -> Electorate:
    """`alike`: whoever supports an item supports it with 1."""
    number = {item.id: at for at, item in enumerate(profile.items)}
    entries = list(chain.from_iterable(profile.ballots))
    lengths = np.fromiter(map(len, profile.ballots), np.int64, len(profile.ballots))
    small = np.min_scalar_type(len(number))  # sorts many times faster
    items = np.fromiter(map(number.__getitem__, map(itemgetter(0), entries)), small, len(entries))
    scores = np.fromiter(map(itemgetter(1), entries), np.float64, len(entries))
    people = np.fromiter(profile.ballots.values(), np.float64, len(profile.ballots))
    ballots = np.repeat(np.arange(len(people)), lengths)
    tallies = dict(zip(number, _tallies(items, scores, people[ballots], len(number)), strict=True))
    if not (kept := scores > 0).all():
        items, ballots, scores = items[kept], ballots[kept], scores[kept]
    if alike:
        scores = np.ones(len(scores))
    starts = np.zeros(len(people) + 1, np.int64)
    np.cumsum(np.bincount(ballots, minlength=len(people)), out=starts[1:])
    by_item = np.split(np.argsort(items, kind="stable"), np.cumsum(np.bincount(items, minlength=len(number)))[:-1])
    backers = tuple(_backers(people, ballots[mine], scores[mine]) for mine in by_item)
    return Electorate(starts, people, items, people[ballots] * scores, scores, backers, tallies)


def _tallies(items: NDArray[np.unsignedinteger], scores: Floats, people: Floats, count: int) -> list[Tally]:
    votes = np.bincount(items, people, minlength=count)
    points = np.bincount(items, people * scores, minlength=count)
    return [Tally(int(named), int(given)) for named, given in zip(votes, points, strict=True)]


def _backers(people: Floats, ballots: Numbers, scores: Floats) -> Backers:
    mine = people[ballots]
    weights = mine * scores
    return Backers(ballots, mine, scores, weights, int(weights.sum()), int(mine.sum()))
