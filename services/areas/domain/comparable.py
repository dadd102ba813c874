"""Which figures are fair to compare: of one year and one level, in which most areas are known."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.areas.domain.need_index import Values
from shared.contracts.indicators import FigureView, Level
from shared.contracts.need import ComparedFigure

FINE = (Level.POSTAL, Level.NEIGHBOURHOOD)  # the finer one last
"""Levels that tell neighbourhoods apart."""


def comparable(figures: Iterable[FigureView]) -> tuple[ComparedFigure, ...]:
    """Of one indicator; the newest and finest where as many are known."""
    fine = [one for one in figures if one.level in FINE]
    known = Counter((one.year, one.level) for one in fine if one.newest.value is not None)
    if not known:
        return ()
    best = max(known, key=lambda basis: (known[basis], basis[0], FINE.index(basis[1])))
    chosen = sorted((one for one in fine if (one.year, one.level) == best), key=lambda one: one.area)
    return tuple(
        ComparedFigure(one.area, one.indicator, one.year, one.level, one.newest.value, one.newest.source)
        for one in chosen
    )


def values_of(figures: Sequence[ComparedFigure]) -> Values:
    known: dict[str, dict[str, str]] = {}
    for one in figures:
        if one.value is not None:
            known.setdefault(one.indicator, {})[one.area] = one.value
    return known
