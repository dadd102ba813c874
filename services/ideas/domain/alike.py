"""How much an idea that is being written has in common with others: rare words tell more than common ones."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from services.ideas.domain.words import stems, words

MOST_WORDS = 30
IN_TITLE, IN_TEXT = 2.0, 1.0
ENOUGH = 0.35  # of the weight of all words asked about


@dataclass(frozen=True)
class Asked:
    """A word of the idea that is being written, by its stems."""

    stems: frozenset[str]
    weight: float


def asked(title: str, text: str) -> list[Asked]:
    in_title = words(title)
    in_text = [word for word in words(text) if word not in in_title]
    weighed = [(word, IN_TITLE) for word in in_title] + [(word, IN_TEXT) for word in in_text]
    return [Asked(stems(word), weight) for word, weight in weighed[:MOST_WORDS]]


def scores(
    asked: Iterable[Asked], near: Mapping[str, Collection[str]], found: Mapping[str, Collection[str]], of: int
) -> list[tuple[str, float]]:
    """The ideas that have enough in common, the closest first, each with its share of the whole.

    `near` are stems one slip away from a stem, `found` the ideas by stem, `of` is how many ideas there are.
    """
    total = 0.0
    shares: defaultdict[str, float] = defaultdict(float)
    for word in asked:
        ideas = _having(word, near, found)
        weight = word.weight * log(1 + of / (1 + len(ideas)))
        total += weight
        for idea in ideas:
            shares[idea] += weight
    return [(idea, share / total) for idea, share in _ranked(shares) if share >= ENOUGH * total > 0]


def _having(word: Asked, near: Mapping[str, Collection[str]], found: Mapping[str, Collection[str]]) -> set[str]:
    alike = {other for stem in word.stems for other in (stem, *near.get(stem, ()))}
    return {idea for stem in alike for idea in found.get(stem, ())}


def _ranked(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda each: (-each[1], each[0]))
