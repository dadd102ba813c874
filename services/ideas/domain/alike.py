"""How much an idea that is being written has in common with others: rare words tell more than common ones."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from services.ideas.domain.words import skeletons, stems, words

MOST_WORDS = 20
IN_TITLE, IN_TEXT = 2.0, 1.0
BY_SKELETON = 0.7  # as sure as by the stem
ENOUGH = 0.35  # of the weight of all words asked about

Found = Mapping[str, Collection[str]]
"""Ideas by the stems and skeletons of their words."""


@dataclass(frozen=True)
class Asked:
    """A word of the idea that is being written."""

    word: str
    weight: float


def traces(word: str) -> frozenset[str]:
    """What a word is found by."""
    return stems(word) | skeletons(word)


def asked(title: str, text: str) -> list[Asked]:
    in_title = words(title)
    in_text = [word for word in words(text) if word not in in_title]
    weighed = [(word, IN_TITLE) for word in in_title] + [(word, IN_TEXT) for word in in_text]
    return [Asked(*each) for each in weighed[:MOST_WORDS]]


def scores(asked: Iterable[Asked], found: Found, of: int) -> list[tuple[str, float]]:
    """Those of the `of` ideas that have enough in common, the closest first, each with its share of the whole."""
    total = 0.0
    shares: defaultdict[str, float] = defaultdict(float)
    for one in asked:
        surely = _having(stems(one.word), found)
        perhaps = _having(skeletons(one.word), found) - surely
        weight = one.weight * log(1 + of / (1 + len(surely) + len(perhaps)))
        total += weight
        for ideas, sure in ((surely, 1.0), (perhaps, BY_SKELETON)):
            for idea in ideas:
                shares[idea] += weight * sure
    enough = [(idea, share / total) for idea, share in shares.items() if share >= ENOUGH * total > 0]
    return sorted(enough, key=lambda each: (-each[1], each[0]))


def _having(traces: Iterable[str], found: Found) -> set[str]:
    return set().union(*(found.get(trace, ()) for trace in traces))
