"""Words brought to what they have in common: stems, whatever the endings, and what a slip of a finger leaves."""

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

WORD = re.compile(r"[^\W\d_]{3,40}")
DOUBLE = re.compile(r"([^aeiouyåäö])\1")
LAST_VOWELS = re.compile(r"(?<=...)[aeiouyåäöj]+$")
NO_BONE = re.compile(r"[aeiouyåäöj]")
TELLING = 4  # consonants: fewer are those of many words
COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        ja tai sekä että mutta kun jos niin myös joka jotka mikä mitä tämä tässä siellä siinä sinne tänne ovat olla
        olisi voisi voi voida saada haluan haluaisin pitäisi kaikki kaikille enemmän lisää hyvä sille sen nyt vain kuin
        och att det som den för med till inte har kan skulle ska vill vara här där finns mer men eller också från alla
        the and for with that this there should could would have more from are was not but all our they you can want
        """,
    )
)
STEMMERS = tuple(snowballstemmer.stemmer(language) for language in ("finnish", "swedish", "english"))


def words(text: str) -> tuple[str, ...]:
    """Those that say something, each once, in their order."""
    return tuple(dict.fromkeys(word for word in WORD.findall(text.lower()) if word not in COMMON))


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """By the endings of each language: an idea does not say in which one it is."""
    return frozenset(_root(stemmer.stemWord(word)) for stemmer in STEMMERS)


def _root(stem: str) -> str:
    """Of penkki and penkit, penkkejä and penkillä the same is left: consonants once, no vowel at the end."""
    return LAST_VOWELS.sub("", DOUBLE.sub(r"\1", stem))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> frozenset[str]:
    """The consonants of its stems: they outlive letters that change places, that come twice, and forgotten dots."""
    bones = {NO_BONE.sub("", stem) for stem in stems(word)}
    return frozenset(f"-{bone}" for bone in bones if len(set(bone)) >= TELLING)
