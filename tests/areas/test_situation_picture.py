"""A situation picture is drafted, written, drawn again and published version by version."""

from services.areas.domain.situation_picture import situation_picture
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.indicators import Source
from shared.contracts.known_figures import KnownFigure
from shared.contracts.situation_pictures import (
    INDICATOR_TWICE,
    UNKNOWN_SITUATION_PICTURE,
    DraftPicture,
    FiguresRedrawn,
    Occasion,
    PublishPicture,
    RedrawFigures,
    Section,
    SituationPictureDrafted,
    SituationPicturePublished,
    SituationPictureWritten,
    WritePicture,
)
from shared.decider import Given
from shared.testing import given
from tests.areas.test_known_figures import FINE, UNEMPLOYMENT, of

BEFORE, NOW = (of("18.5", 2024),), (KnownFigure(UNEMPLOYMENT, "18", 2024, FINE, Source("Oikaisu")),)
DRAFT = DraftPicture(
    area="petonen", picture="k1", programme="p1", occasion=Occasion.START, year=2025, indicators=("unemployment",)
)
DRAFTED = SituationPictureDrafted(programme="p1", occasion=Occasion.START, year=2025, figures=BEFORE)
WORDS = (Section("Koulut", "Uusi koulu valmistui."),)
WRITE = WritePicture(area="petonen", picture="k1", sections=WORDS)
WRITTEN = SituationPictureWritten(sections=WORDS)
REDRAW = RedrawFigures(area="petonen", picture="k1")
PUBLISH = PublishPicture(area="petonen", picture="k1")


def published(version: int, figures: tuple[KnownFigure, ...] = BEFORE) -> SituationPicturePublished:
    return SituationPicturePublished(
        programme="p1", occasion=Occasion.START, year=2025, version=version, figures=figures, sections=WORDS
    )


def test_it_is_drafted_once_whatever_becomes_known_later() -> None:
    given(situation_picture).when(Given(DRAFT, BEFORE)).then(DRAFTED).when(Given(DRAFT, NOW)).then()


def test_its_id_stands_for_one_picture() -> None:
    other = DraftPicture(
        area="petonen", picture="k1", programme="p1", occasion=Occasion.START, year=2026, indicators=("unemployment",)
    )
    given(situation_picture, DRAFTED).when(Given(other, BEFORE)).then_refused(ID_TAKEN)


def test_an_indicator_is_shown_once() -> None:
    twice = DraftPicture(
        area="petonen", picture="k1", programme="p1", occasion=Occasion.START, year=2026, indicators=("a", "a")
    )
    given(situation_picture).when(Given(twice, BEFORE)).then_refused(INDICATOR_TWICE)


def test_the_city_writes_its_words() -> None:
    given(situation_picture, DRAFTED).when(WRITE).then(WRITTEN).when(WRITE).then()


def test_figures_are_drawn_again_where_they_changed() -> None:
    redrawn = FiguresRedrawn(figures=NOW)
    given(situation_picture, DRAFTED).when(Given(REDRAW, BEFORE)).then()
    given(situation_picture, DRAFTED).when(Given(REDRAW, NOW)).then(redrawn).when(Given(REDRAW, NOW)).then()


def test_publishing_again_makes_the_next_version_only_after_a_change() -> None:
    first = given(situation_picture, DRAFTED, WRITTEN).when(PUBLISH).then(published(1)).when(PUBLISH).then()
    first.when(Given(REDRAW, NOW)).then(FiguresRedrawn(figures=NOW)).when(PUBLISH).then(published(2, NOW))


def test_only_a_drafted_picture_changes() -> None:
    for command in (WRITE, PUBLISH, Given(REDRAW, NOW)):
        given(situation_picture).when(command).then_refused(UNKNOWN_SITUATION_PICTURE)
