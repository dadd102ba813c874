"""What is known of an indicator, and what has changed."""

from services.areas.domain.known_figures import changed, newest_known, side_by_side
from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.indicators import Direction, IndicatorView, Level, Source
from shared.contracts.known_figures import KnownFigure, Trend

EVENT = BUILT_IN["unemployment"]
UNEMPLOYMENT = IndicatorView("unemployment", EVENT.names, EVENT.topic, EVENT.unit, Direction.HIGHER)
SAFETY = IndicatorView("safety", EVENT.names, EVENT.topic, "", Direction.LOWER)
STATFIN = Source("Tilastokeskus")
FINE, COARSE = Level.NEIGHBOURHOOD, Level.MUNICIPALITY


def of(value: str, year: int, level: Level = FINE, indicator: IndicatorView = UNEMPLOYMENT) -> KnownFigure:
    return KnownFigure(indicator, value, year, level, STATFIN)


KNOWN = {
    ("unemployment", 2024, FINE): ("18.5", STATFIN),
    ("unemployment", 2025, FINE): (None, STATFIN),
    ("unemployment", 2024, COARSE): ("11", STATFIN),
    ("unemployment", 2027, FINE): ("16.25", STATFIN),
    ("unemployment", 2028, COARSE): ("10", STATFIN),
    ("low_income", 2026, FINE): ("1", STATFIN),
}


def test_the_newest_known_figure_counts_and_the_finest_of_its_year() -> None:
    assert newest_known(UNEMPLOYMENT, KNOWN, 2026) == of("18.5", 2024)
    assert newest_known(UNEMPLOYMENT, KNOWN, 2028) == of("10", 2028, COARSE)


def test_what_is_unknown_stays_unknown_and_never_zero() -> None:
    assert newest_known(UNEMPLOYMENT, KNOWN, 2023) == KnownFigure(UNEMPLOYMENT)
    assert changed(KnownFigure(UNEMPLOYMENT), of("0", 2027)).trend is Trend.UNKNOWN


def test_a_change_is_exact_and_told_by_what_means_need() -> None:
    change = changed(of("18.5", 2024), of("18.4", 2027))
    assert (change.change, change.trend) == ("-0.1", Trend.BETTER)
    assert changed(of("3", 2024, FINE, SAFETY), of("2.9", 2027, FINE, SAFETY)).trend is Trend.WORSE
    assert changed(of("3", 2024), of("3.00", 2027)).trend is Trend.SAME


def test_figures_of_different_levels_or_of_one_year_tell_no_change() -> None:
    assert changed(of("18.5", 2024), of("10", 2028, COARSE)).change is None
    assert changed(of("18.5", 2024), of("18.5", 2024)).trend is Trend.UNKNOWN


def test_an_older_figure_behind_a_newer_one_tells_no_change() -> None:
    backwards = changed(of("16", 2027), of("18.5", 2024))
    assert (backwards.change, backwards.trend) == (None, Trend.UNKNOWN)


def test_years_stand_side_by_side_at_one_level_where_that_tells_a_change() -> None:
    change = side_by_side(UNEMPLOYMENT, KNOWN, 2024, 2028)
    assert (change.after.year, change.change) == (2027, "-2.25")
