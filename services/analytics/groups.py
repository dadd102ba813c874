"""What may be told of counted groups: none so small, and none so easily worked out, that it points at somebody."""

from collections import Counter
from collections.abc import Iterable

from shared.contracts.funnel import GroupCount
from shared.contracts.participants import AgeBand, Channel
from shared.contracts.results import ChannelCount
from shared.contracts.turnout import Turnout
from shared.suppression import SMALLEST_SHOWN, suppressed
from shared.views import Document

UNKNOWN: str = AgeBand.UNKNOWN
FIELDS = ("ages", "homes", "channels")
ALWAYS: tuple[tuple[str, ...], ...] = (tuple(AgeBand), (), tuple(Channel))
"""The groups of each field that are listed even where nobody belongs to them."""
BEFORE = "suppressed"
"""Marks counts out of which the room they come from has taken what may not be told."""


def voting() -> Document:
    """While the vote goes on, nothing is known of groups."""
    return {BEFORE: True, "people": 0}


def voted(turnout: Turnout, channels: Iterable[ChannelCount]) -> Document:
    """The voting room tells groups, and never people."""
    return {
        BEFORE: True,
        "people": turnout.voters,
        "ages": {each.age: each.voters for each in turnout.ages},
        "homes": {each.home or UNKNOWN: each.voters for each in turnout.homes},
        "channels": {each.channel: each.ballots for each in channels},
    }


def together(counts: Iterable[Document]) -> Document:
    """The sums of several counts."""
    people, parts = 0, {field: Counter[str]() for field in FIELDS}
    for each in counts:
        people += each["people"]
        for field in FIELDS:
            parts[field].update(each.get(field, {}))
    return {"people": people, **parts}


def told(counted: Document) -> tuple[int | None, tuple[tuple[GroupCount, ...], ...]]:
    """How many in all, and in the groups of each field."""
    people = counted.get("people", 0)
    tell = _left if counted.get(BEFORE) else _suppressed
    parts = []
    for field, always in zip(FIELDS, ALWAYS, strict=True):
        counts = dict.fromkeys(always, 0) | counted.get(field, {})
        parts.append(tell(counts, people))
    return None if 0 < people < SMALLEST_SHOWN else people, tuple(parts)


def untold(groups: tuple[GroupCount, ...]) -> tuple[GroupCount, ...]:
    return tuple(GroupCount(each.of, None) for each in groups)


def _suppressed(counts: dict[str, int], people: int) -> tuple[GroupCount, ...]:
    """Of a handful no group is told, not even that it is empty: who knows them would learn what they have in common."""
    if 0 < people < SMALLEST_SHOWN:
        return tuple(GroupCount(of, None) for of in counts)
    shown = suppressed([list(counts.values())]).cells[0] if counts else ()
    return tuple(map(GroupCount, counts, shown))


def _left(counts: dict[str, int], people: int) -> tuple[GroupCount, ...]:
    """What is missing to the whole hides behind the noughts."""
    whole = sum(counts.values()) >= people
    return tuple(GroupCount(of, count if count or whole else None) for of, count in counts.items())
