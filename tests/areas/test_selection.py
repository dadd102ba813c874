"""The choice of an area: where the need is greatest, or with reasons, and never more pilots than the city can run."""

from services.areas.domain.need_index import ranking
from services.areas.domain.selection import selection
from shared.contracts.indicators import Direction
from shared.contracts.need import NOT_COMPARED, Comparison, Criterion, Method
from shared.contracts.selections import (
    NO_PILOT,
    PILOT_RUNS,
    PILOTS_FULL,
    REASONS_NEEDED,
    AreaSelected,
    EndPilot,
    PilotEnded,
    PilotLimitSet,
    SelectArea,
    SetPilotLimit,
)
from shared.decider import Given
from shared.testing import given

METHOD = Method((Criterion("unemployment", 1, Direction.HIGHER),))
VALUES = {"unemployment": {"petonen": "20", "saarijarvi": "15", "puijonlaakso": "10"}}
AREAS = ("petonen", "puijonlaakso", "saarijarvi", "unknown")
COMPARISON = Comparison(METHOD, (), (), ranking(AREAS, VALUES, METHOD), (), ())


def choose(area: str, reasons: str = "") -> Given[SelectArea, Comparison]:
    asked = SelectArea(selection=f"s-{area}", chosen=area, theme="Nuoret", reasons=reasons, weights="unemployment:1")
    return Given(asked, COMPARISON)


def chosen(area: str, reasons: str = "") -> AreaSelected:
    return AreaSelected(selection=f"s-{area}", chosen=area, theme="Nuoret", reasons=reasons, comparison=COMPARISON)


PETONEN, SAARIJARVI = chosen("petonen"), chosen("saarijarvi")


def test_the_area_with_the_greatest_need_is_chosen_without_more_words() -> None:
    given(selection).when(choose("petonen")).then(PETONEN)


def test_another_area_is_chosen_with_reasons_only() -> None:
    given(selection).when(choose("saarijarvi", "  ")).then_refused(REASONS_NEEDED)
    given(selection).when(choose("saarijarvi", "Koulu")).then(chosen("saarijarvi", "Koulu"))


def test_where_a_pilot_runs_the_next_area_in_order_needs_no_reasons() -> None:
    given(selection, PETONEN).when(choose("saarijarvi")).then(SAARIJARVI)


def test_an_area_has_one_pilot_at_a_time() -> None:
    given(selection, PETONEN).when(choose("petonen")).then_refused(PILOT_RUNS)


def test_two_pilots_run_at_once_and_no_more() -> None:
    given(selection, PETONEN, SAARIJARVI).when(choose("puijonlaakso")).then_refused(PILOTS_FULL, most=2)


def test_a_city_can_say_how_many_pilots_run_at_once() -> None:
    given(selection, PETONEN).when(SetPilotLimit(most=1)).then(PilotLimitSet(most=1)).when(
        choose("saarijarvi")
    ).then_refused(PILOTS_FULL, most=1)
    given(selection).when(SetPilotLimit(most=2)).then()


def test_a_pilot_that_ended_makes_room() -> None:
    ended = PilotEnded(selection="s-petonen", ended="petonen")
    given(selection, PETONEN, SAARIJARVI).when(EndPilot(ended="petonen")).then(ended).when(choose("petonen")).then(
        PETONEN
    )
    given(selection).when(EndPilot(ended="petonen")).then_refused(NO_PILOT)


def test_an_area_of_which_nothing_is_known_cannot_be_chosen() -> None:
    given(selection).when(choose("unknown", "Syy")).then_refused(NOT_COMPARED)
