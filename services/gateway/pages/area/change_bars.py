"""Two bars for each indicator, then and now, out of exact decimals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from services.gateway.report.figures import change_in_words, figure_in_words, indicator_name
from shared.contracts.known_figures import FigureChange, KnownFigure, Trend
from shared.texts import Language


@dataclass(frozen=True)
class ChangeBars:
    """Widths in hundredths of the larger figure; None where there is nothing to draw."""

    name: str
    before: str
    after: str
    change: str
    trend: Trend
    then: str | None
    now: str | None


def bars_of(language: Language, changes: Iterable[FigureChange]) -> list[ChangeBars]:
    return [_bars(language, one) for one in changes]


def _bars(language: Language, change: FigureChange) -> ChangeBars:
    figures = [Decimal(one.value) for one in (change.before, change.after) if one.value is not None]
    most = max(figures, default=Decimal(0))
    return ChangeBars(
        name=indicator_name(language, change.after.indicator),
        before=figure_in_words(language, change.before),
        after=figure_in_words(language, change.after),
        change=change_in_words(language, change),
        trend=change.trend,
        then=_width(change.before, most),
        now=_width(change.after, most),
    )


def _width(figure: KnownFigure, most: Decimal) -> str | None:
    if figure.value is None or Decimal(figure.value) < 0:
        return None
    return f"{100 * Decimal(figure.value) / most:.3f}" if most else "0"
