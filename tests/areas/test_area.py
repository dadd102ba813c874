from services.areas.domain.area import area
from services.areas.domain.programme import programme
from shared.contracts.areas import (
    AREA_KNOWN,
    BOUNDARY_CROSSED,
    BOUNDARY_FLAT,
    PROGRAMME_KNOWN,
    UNKNOWN_AREA,
    AreaBoundaryDrawn,
    AreaRegistered,
    ProgrammeStarted,
    RegisterArea,
    SetAreaBoundary,
    StartProgramme,
)
from shared.contracts.places import Point
from shared.testing import given

REGISTER = RegisterArea(area="saarijarvi", name="Saarijärvi", eligible_voters=4200)
REGISTERED = AreaRegistered(name="Saarijärvi", eligible_voters=4200)
START = StartProgramme(area="saarijarvi", programme="p1", name="Lähiöohjelma", theme="Lapset ja nuoret")
WEST, NORTH, EAST, SOUTH = Point(62.9, 27.6), Point(63.0, 27.7), Point(62.9, 27.8), Point(62.8, 27.7)
DRAWN = AreaBoundaryDrawn(boundary=(WEST, NORTH, EAST, SOUTH))
STARTED = ProgrammeStarted(name="Lähiöohjelma", theme="Lapset ja nuoret")


def test_an_area_is_registered() -> None:
    given(area).when(REGISTER).then(REGISTERED)


def test_registering_an_area_twice_changes_nothing() -> None:
    given(area, REGISTERED).when(REGISTER).then()


def test_another_area_cannot_take_a_known_id() -> None:
    other = RegisterArea(area="saarijarvi", name="Petonen", eligible_voters=4200)
    given(area, REGISTERED).when(other).then_refused(AREA_KNOWN)


def draw(*points: Point) -> SetAreaBoundary:
    return SetAreaBoundary(area="saarijarvi", boundary=points)


def test_the_boundary_of_an_area_is_drawn() -> None:
    given(area, REGISTERED).when(draw(WEST, NORTH, EAST, SOUTH)).then(DRAWN)


def test_the_same_boundary_again_changes_nothing() -> None:
    given(area, REGISTERED, DRAWN).when(draw(WEST, NORTH, EAST, SOUTH)).then()


def test_a_boundary_can_be_drawn_anew() -> None:
    given(area, REGISTERED, DRAWN).when(draw(WEST, NORTH, EAST)).then(AreaBoundaryDrawn(boundary=(WEST, NORTH, EAST)))


def test_what_is_not_registered_has_no_boundary() -> None:
    given(area).when(draw(WEST, NORTH, EAST)).then_refused(UNKNOWN_AREA)


def test_a_boundary_has_something_inside_it() -> None:
    given(area, REGISTERED).when(draw(WEST, EAST, WEST)).then_refused(BOUNDARY_FLAT)


def test_a_boundary_does_not_cross_itself() -> None:
    given(area, REGISTERED).when(draw(WEST, EAST, NORTH, SOUTH)).then_refused(BOUNDARY_CROSSED)


def test_a_known_area_with_a_boundary_can_be_registered_again() -> None:
    given(area, REGISTERED, DRAWN).when(REGISTER).then()


def test_a_programme_is_started() -> None:
    given(programme).when(START).then(STARTED)


def test_starting_a_programme_twice_changes_nothing() -> None:
    given(programme, STARTED).when(START).then()


def test_another_programme_cannot_take_a_known_id() -> None:
    other = StartProgramme(area="saarijarvi", programme="p1", name="Lähiöohjelma", theme="Ikäihmiset")
    given(programme, STARTED).when(other).then_refused(PROGRAMME_KNOWN)
