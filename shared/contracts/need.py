"""The need index (kehitystarve): areas compared by weighted indicators."""

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.indicators import Direction, Level, Number, Source
from shared.contracts.measures import MeasureView
from shared.messages import END, Kind, Query, Reason

Ratio = Annotated[str, msgspec.Meta(pattern=rf"^[0-9]+(/[0-9]+)?{END}", description="An exact fraction, as 5/12.")]
CRITERION = r"[A-Za-z0-9_-]{1,64}:[0-9]{1,3}(:(higher|lower))?"
Weights = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^{CRITERION}(,{CRITERION}){{0,29}}{END}",
        description="indicator:weight, or indicator:weight:higher where higher figures mean more need (or lower).",
    ),
]


class Normalisation(StrEnum):
    """How figures of different units become comparable, from 0 (least need) to 1 (most)."""

    RANGE = "range"  # where a figure lies between the best and the worst area
    ORDER = "order"  # the share of the other areas that need less


class MissingRule(StrEnum):
    """What an unknown figure does. It is never taken for zero."""

    LEAVE_OUT = "leave_out"  # the area's other indicators carry its weight
    AVERAGE = "average"  # as the areas whose figure is known, on average
    NOT_RANKED = "not_ranked"  # the area has no place in the order


class Criterion(msgspec.Struct, frozen=True):
    indicator: str
    weight: int
    direction: Direction


class Method(msgspec.Struct, frozen=True):
    criteria: tuple[Criterion, ...]
    normalisation: Normalisation = Normalisation.RANGE
    missing: MissingRule = MissingRule.LEAVE_OUT


class ComparedFigure(msgspec.Struct, frozen=True):
    """All areas are compared in the year and at the level in which most of them are known."""

    area: str
    indicator: str
    year: int
    level: Level
    value: Number | None
    source: Source


class Part(msgspec.Struct, frozen=True):
    """What an indicator adds to an area's index. Without a `standing` it is unknown and left out."""

    indicator: str
    value: Number | None
    standing: Ratio | None
    part: Ratio


class Ranked(msgspec.Struct, frozen=True):
    """`rank` 1 has the greatest need; equals share a rank. None: too little is known of the area."""

    area: str
    rank: int | None
    tied: bool
    index: Ratio | None
    parts: tuple[Part, ...]


class Change(StrEnum):
    LEFT_OUT = "left_out"
    HALVED = "halved"
    DOUBLED = "doubled"


class Rank(msgspec.Struct, frozen=True):
    area: str
    rank: int | None


class Variation(msgspec.Struct, frozen=True):
    """The ranks had one weight been another."""

    indicator: str
    change: Change
    ranks: tuple[Rank, ...]


class ComparedArea(msgspec.Struct, frozen=True):
    id: str
    name: str


class Comparison(msgspec.Struct, frozen=True):
    """Everything that anybody needs to calculate it again."""

    method: Method
    areas: tuple[ComparedArea, ...]
    figures: tuple[ComparedFigure, ...]
    ranking: tuple[Ranked, ...]
    sensitivity: tuple[Variation, ...]
    measures: tuple[MeasureView, ...]


CRITERION_TWICE = Reason("criterion_twice", Kind.INVALID, "An indicator can be weighed only once: {indicator}.")
NO_WEIGHT = Reason("no_weight", Kind.INVALID, "Give at least one indicator a weight above zero.")
NOT_COMPARED = Reason("not_compared", Kind.CONFLICT, "Too little is known of this area to compare it with others.")


# Queries


class CompareAreas(Query[Comparison], frozen=True, kw_only=True):
    """Only figures of neighbourhoods and postal codes rank areas; the wider ones are the same for all."""

    service: ClassVar[str] = "areas"
    patience: ClassVar[float] = 9.0
    weights: Weights
    normalisation: Normalisation = Normalisation.RANGE
    missing: MissingRule = MissingRule.LEAVE_OUT
