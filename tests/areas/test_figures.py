"""Figures of an area, and which of them are fair to compare."""

from datetime import UTC, datetime

from services.areas.domain.comparable import comparable
from services.areas.domain.figures import figures
from shared.contracts.indicators import Figure, FiguresRecorded, FigureView, Level, RecordFigures, Source, Version
from shared.testing import given

NOW = datetime(2027, 1, 1, tzinfo=UTC)
CITY, STATFIN = Source("Kuopio"), Source("Tilastokeskus")
HIGH, LOW = Figure("unemployment", 2025, "18.5"), Figure("unemployment", 2025, "17.5")
EARLIER = Figure("unemployment", 2024, "16")


def record(*said: Figure, source: Source = CITY) -> RecordFigures:
    return RecordFigures(area="petonen", figures=said, source=source, at=NOW)


def recorded(*said: Figure, source: Source = CITY) -> FiguresRecorded:
    return FiguresRecorded(figures=said, source=source, retrieved_at=NOW)


def test_the_same_figure_again_changes_nothing() -> None:
    given(figures).when(record(HIGH, EARLIER)).then(recorded(HIGH, EARLIER)).when(record(HIGH)).then()


def test_a_corrected_figure_is_recorded_alone() -> None:
    given(figures, recorded(HIGH, EARLIER)).when(record(LOW, EARLIER)).then(recorded(LOW))


def test_the_same_figure_from_another_source_is_news() -> None:
    given(figures, recorded(HIGH)).when(record(HIGH, source=STATFIN)).then(recorded(HIGH, source=STATFIN))


def test_a_figure_can_become_unknown() -> None:
    unknown = Figure("unemployment", 2025, None)
    given(figures, recorded(HIGH)).when(record(unknown)).then(recorded(unknown))


def view(area: str, year: int, value: str | None, level: Level = Level.NEIGHBOURHOOD) -> FigureView:
    return FigureView(area, "unemployment", year, level, (Version(value, CITY, NOW),))


def test_areas_are_compared_in_the_newest_year_in_which_most_are_known() -> None:
    known = [view("petonen", 2024, "1"), view("saarijarvi", 2024, "2"), view("petonen", 2025, "3")]
    assert [(one.area, one.year) for one in comparable(known)] == [("petonen", 2024), ("saarijarvi", 2024)]
    known.append(view("saarijarvi", 2025, "4"))
    assert {one.year for one in comparable(known)} == {2025}


def test_figures_of_a_municipality_do_not_rank_its_neighbourhoods() -> None:
    assert comparable([view("petonen", 2025, "1", Level.MUNICIPALITY)]) == ()


def test_an_unknown_figure_is_shown_as_such_in_the_comparison() -> None:
    compared = comparable([view("petonen", 2025, "1"), view("saarijarvi", 2025, None)])
    assert [(one.area, one.value) for one in compared] == [("petonen", "1"), ("saarijarvi", None)]
