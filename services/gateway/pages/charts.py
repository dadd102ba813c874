"""Charts out of figures, in hundredths of the whole: a part on its way, groups beside each other, bars in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.gateway.texts import percent
from shared.contracts.funnel import GroupCount
from shared.contracts.money import Amounts
from shared.texts import Language, text, word

WIDE, GAP, TALL = 10.0, 20.0, 40.0
STAGES = ("allocated", "costed", "funded", "spent")


@dataclass(frozen=True)
class Stage:
    """A bar of the money's way; `words` say of what."""

    name: str
    cents: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Flow:
    stages: tuple[Stage, ...]
    bands: tuple[str, ...]  # between one bar and the next, as points of a polygon

    @property
    def width(self) -> float:
        return self.stages[-1].x + WIDE


def flow(amounts: Amounts) -> Flow | None:
    """None where there is no money yet."""
    cents = [getattr(amounts, name) for name in STAGES]
    if not any(cents):
        return None
    stages = tuple(_stage(name, at, one, max(cents)) for at, (name, one) in enumerate(zip(STAGES, cents, strict=True)))
    return Flow(stages, tuple(_band(one, next_) for one, next_ in pairwise(stages)))


def _stage(name: str, at: int, cents: int, most: int) -> Stage:
    height = round(TALL * cents / most, 2)
    return Stage(name, cents, at * (WIDE + GAP), round((TALL - height) / 2, 2), height)


def _band(one: Stage, next_: Stage) -> str:
    left, right = one.x + WIDE, next_.x
    corners = ((left, one.y), (right, next_.y), (right, next_.y + next_.height), (left, one.y + one.height))
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


Bar = tuple[str, str, str]
"""Its name, its value in words, its share."""


def turnout_by(language: Language, voted: Sequence[GroupCount], living: Sequence[GroupCount]) -> list[Bar]:
    """How many of a group voted out of those who live there; nothing where either is not told."""
    residents = {one.of: one.people for one in living}
    return [
        _turnout(language, one.of, one.people, of)
        for one in voted
        if one.people is not None and (of := residents.get(one.of))
    ]


def _turnout(language: Language, group: str, people: int, of: int) -> Bar:
    share = min(people / of, 1.0)
    told: dict[str, str | int] = {"percent": percent(language, share), "people": people, "of": of}
    return word(language, group), text(language, "{percent} ({people} of {of})", told), f"{100 * share:.3f}"


@dataclass(frozen=True)
class Span:
    """A bar in time: where it begins and how wide it is, in hundredths of the whole time."""

    name: str
    starts_on: date
    ends_on: date
    left: str
    width: str


Dated = tuple[str, date, date]
"""What it is, its first and its last day."""


def spans(things: Sequence[Dated]) -> list[Span]:
    if not things:
        return []
    begin, end = min(starts for _, starts, _ in things), max(ends for _, _, ends in things)
    return [_span(name, starts, ends, begin, _days(begin, end)) for name, starts, ends in things]


def _span(name: str, starts: date, ends: date, begin: date, days: int) -> Span:
    left, width = 100 * (starts - begin).days / days, 100 * _days(starts, ends) / days
    return Span(name, starts, ends, f"{left:.3f}", f"{width:.3f}")


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
