from services.areas.domain.area import area
from services.areas.domain.programme import programme
from shared.contracts.areas import (
    AREA_KNOWN,
    PROGRAMME_KNOWN,
    AreaRegistered,
    ProgrammeStarted,
    RegisterArea,
    StartProgramme,
)
from shared.testing import given

REGISTER = RegisterArea(area="saarijarvi", name="Saarijärvi", eligible_voters=4200)
REGISTERED = AreaRegistered(name="Saarijärvi", eligible_voters=4200)
START = StartProgramme(area="saarijarvi", programme="p1", name="Lähiöohjelma", theme="Lapset ja nuoret")
STARTED = ProgrammeStarted(name="Lähiöohjelma", theme="Lapset ja nuoret")


def test_an_area_is_registered() -> None:
    given(area).when(REGISTER).then(REGISTERED)


def test_registering_an_area_twice_changes_nothing() -> None:
    given(area, REGISTERED).when(REGISTER).then()


def test_another_area_cannot_take_a_known_id() -> None:
    other = RegisterArea(area="saarijarvi", name="Petonen", eligible_voters=4200)
    given(area, REGISTERED).when(other).then_refused(AREA_KNOWN)


def test_a_programme_is_started() -> None:
    given(programme).when(START).then(STARTED)


def test_starting_a_programme_twice_changes_nothing() -> None:
    given(programme, STARTED).when(START).then()


def test_another_programme_cannot_take_a_known_id() -> None:
    other = StartProgramme(area="saarijarvi", programme="p1", name="Lähiöohjelma", theme="Ikäihmiset")
    given(programme, STARTED).when(other).then_refused(PROGRAMME_KNOWN)
