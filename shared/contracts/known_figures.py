"""What is known of an area at a moment, and what has changed since: figures frozen with their level and source."""

from enum import StrEnum

import msgspec

from shared.contracts.indicators import IndicatorView, Level, Number, Source


class KnownFigure(msgspec.Struct, frozen=True):
    """The newest figure that was known. Without a `value` it is unknown, and never zero."""

    indicator: IndicatorView
    value: Number | None = None
    year: int | None = None
    level: Level | None = None
    source: Source | None = None


class Trend(StrEnum):
    """By what the indicator calls need."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


class FigureChange(msgspec.Struct, frozen=True):
    """Figures of different levels tell no change, nor does one that is not of a later year: `change` is None then,
    else an exact decimal."""

    before: KnownFigure
    after: KnownFigure
    change: str | None
    trend: Trend
