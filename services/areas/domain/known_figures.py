"""What is known of an indicator at a moment, and what has changed between two moments. Exact decimals."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from services.areas.domain.figures import Known
from shared.contracts.indicators import Direction, IndicatorView, Level, number
from shared.contracts.known_figures import FigureChange, KnownFigure, Trend

FINENESS = tuple(reversed(Level))  # the finest last


def newest_known(indicator: IndicatorView, known: Known, year: int, level: Level | None = None) -> KnownFigure:
    """Not of a year after `year`; of one year the finest level, or `level` alone."""
    places = [
        place
        for place, (value, _) in known.items()
        if place[0] == indicator.id and place[1] <= year and value is not None and level in {None, place[2]}
    ]
    if not places:
        return KnownFigure(indicator)
    newest = max(places, key=lambda place: (place[1], FINENESS.index(place[2])))
    value, source = known[newest]
    return KnownFigure(indicator, value, newest[1], newest[2], source)


def side_by_side(indicator: IndicatorView, known: Known, baseline_year: int, follow_up_year: int) -> FigureChange:
    """At one level where that tells a change; else each as it is known."""
    before = newest_known(indicator, known, baseline_year)
    alike = newest_known(indicator, known, follow_up_year, before.level)
    return changed(before, alike if tells_change(before, alike) else newest_known(indicator, known, follow_up_year))


def changed(before: KnownFigure, after: KnownFigure) -> FigureChange:
    if not tells_change(before, after):
        return FigureChange(before, after, None, Trend.UNKNOWN)
    change = Decimal(after.value or 0) - Decimal(before.value or 0)
    return FigureChange(before, after, number(change), _trend(change, after.indicator.direction))


def tells_change(before: KnownFigure, after: KnownFigure) -> bool:
    """A figure of another level speaks of other people, and one that is not of a later year is no news."""
    known = before.value is not None and after.value is not None
    return known and before.level is after.level and (before.year or 0) < (after.year or 0)


def changes_of(before: Iterable[KnownFigure], after: Iterable[KnownFigure]) -> Sequence[FigureChange]:
    """Of the indicators that both have, in the order of `before`."""
    later = {one.indicator.id: one for one in after}
    return [changed(one, later[one.indicator.id]) for one in before if one.indicator.id in later]


def _trend(change: Decimal, direction: Direction) -> Trend:
    """Where higher figures mean more need, a higher one is worse."""
    if not change:
        return Trend.SAME
    return Trend.WORSE if (change > 0) == (direction is Direction.HIGHER) else Trend.BETTER
