"""The need index, exactly: what it says, and what may never change it."""

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.areas.domain.need_index import ranking
from services.areas.domain.sensitivity import variations
from shared.contracts.indicators import Direction
from shared.contracts.need import Change, Criterion, Method, MissingRule, Normalisation, Ranked

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
AREAS = ("petonen", "saarijarvi", "sarkiniemi")
VALUES = {
    "unemployment": {"petonen": "20", "saarijarvi": "10", "sarkiniemi": "15"},
    "survey": {"petonen": "4.5", "saarijarvi": "2.5"},
}
ONE_TO_ONE = Method((Criterion("unemployment", 1, HIGHER), Criterion("survey", 1, LOWER)))

areas = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)
figures = st.decimals(-1000, 1000, places=2).map(str)
values = st.dictionaries(st.sampled_from("xyz"), st.dictionaries(st.sampled_from("abcdefgh"), figures))
criteria = st.lists(
    st.builds(Criterion, st.sampled_from("xyz"), st.integers(0, 100), st.sampled_from(Direction)),
    min_size=1,
    unique_by=lambda one: one.indicator,
)
methods = st.builds(Method, criteria.map(tuple), st.sampled_from(Normalisation), st.sampled_from(MissingRule))


def by_area(ranked: tuple[Ranked, ...]) -> dict[str, tuple[int | None, str | None]]:
    return {one.area: (one.rank, one.index) for one in ranked}


def test_the_area_that_is_worst_off_by_the_weights_comes_first() -> None:
    only_work = replace(ONE_TO_ONE, criteria=ONE_TO_ONE.criteria[:1])
    assert by_area(ranking(AREAS, VALUES, only_work)) == {
        "petonen": (1, "1"),
        "sarkiniemi": (2, "1/2"),
        "saarijarvi": (3, "0"),
    }


def test_where_low_figures_mean_need_the_lowest_stands_highest() -> None:
    only_survey = replace(ONE_TO_ONE, criteria=ONE_TO_ONE.criteria[1:])
    assert by_area(ranking(AREAS, VALUES, only_survey))["saarijarvi"] == (1, "1")


def test_an_unknown_figure_is_carried_by_the_other_indicators() -> None:
    ranked = {one.area: one for one in ranking(AREAS, VALUES, ONE_TO_ONE)}
    assert ranked["sarkiniemi"].index == "1/2"
    unknown = ranked["sarkiniemi"].parts[0]
    assert (unknown.indicator, unknown.value, unknown.standing, unknown.part) == ("survey", None, None, "0")


def test_an_unknown_figure_can_count_as_the_average_of_the_others() -> None:
    three_to_one = (Criterion("unemployment", 3, HIGHER), Criterion("survey", 1, LOWER))
    ranked = {one.area: one for one in ranking(AREAS, VALUES, Method(three_to_one, missing=MissingRule.AVERAGE))}
    assert ranked["sarkiniemi"].parts[0].standing == "1/2"
    assert ranked["sarkiniemi"].index == "1/2"


def test_an_area_with_an_unknown_figure_can_be_left_without_a_rank() -> None:
    ranked = ranking(AREAS, VALUES, replace(ONE_TO_ONE, missing=MissingRule.NOT_RANKED))
    assert (ranked[-1].area, ranked[-1].rank, ranked[-1].index) == ("sarkiniemi", None, None)


def test_by_order_a_figure_far_off_weighs_no_more_than_the_highest() -> None:
    far = {"unemployment": {"petonen": "90", "saarijarvi": "10", "sarkiniemi": "11"}}
    method = Method(ONE_TO_ONE.criteria[:1], Normalisation.ORDER)
    assert by_area(ranking(AREAS, far, method))["sarkiniemi"] == (2, "1/2")


def test_equals_share_a_rank_and_are_said_to() -> None:
    ranked = ranking(AREAS, VALUES, ONE_TO_ONE)
    assert [(one.area, one.rank, one.tied) for one in ranked] == [
        ("petonen", 1, True),
        ("saarijarvi", 1, True),
        ("sarkiniemi", 1, True),
    ]


def test_each_weight_is_halved_doubled_and_left_out() -> None:
    without = {
        (one.indicator, one.change): {rank.area: rank.rank for rank in one.ranks}
        for one in variations(AREAS, VALUES, ONE_TO_ONE)
    }
    assert len(without) == 6
    assert without["survey", Change.LEFT_OUT] == {"petonen": 1, "sarkiniemi": 2, "saarijarvi": 3}
    assert without["survey", Change.HALVED] == {"petonen": 1, "sarkiniemi": 2, "saarijarvi": 3}
    assert without["survey", Change.DOUBLED] == {"saarijarvi": 1, "sarkiniemi": 2, "petonen": 3}


@given(areas, values, methods, st.randoms())
def test_the_order_of_what_goes_in_never_matters(
    areas: list[str], values: dict[str, dict[str, str]], method: Method, by: Random
) -> None:
    def mixed(things: list[str]) -> list[str]:
        return by.sample(things, len(things))

    turned = {name: {area: values[name][area] for area in mixed([*values[name]])} for name in mixed([*values])}
    criteria = tuple(by.sample(method.criteria, len(method.criteria)))
    assert ranking(mixed(areas), turned, replace(method, criteria=criteria)) == ranking(areas, values, method)


@given(areas, values, methods)
def test_the_parts_add_up_to_the_index_between_0_and_1(
    areas: list[str], values: dict[str, dict[str, str]], method: Method
) -> None:
    for one in ranking(areas, values, method):
        if one.index is not None:
            assert sum(Fraction(part.part) for part in one.parts) == Fraction(one.index)
            assert 0 <= Fraction(one.index) <= 1


@given(areas, values, methods)
def test_a_weight_of_0_is_the_same_as_leaving_out(
    areas: list[str], values: dict[str, dict[str, str]], method: Method
) -> None:
    first, *others = method.criteria
    weightless = replace(method, criteria=(replace(first, weight=0), *others))
    assert ranking(areas, values, weightless) == ranking(areas, values, replace(method, criteria=tuple(others)))


@given(areas, values, methods, st.integers(1, 50))
def test_all_weights_times_the_same_change_nothing(
    areas: list[str], values: dict[str, dict[str, str]], method: Method, times: int
) -> None:
    scaled = tuple(replace(one, weight=one.weight * times) for one in method.criteria)
    assert ranking(areas, values, replace(method, criteria=scaled)) == ranking(areas, values, method)


@given(areas, values, methods)
def test_more_need_never_has_a_later_rank(areas: list[str], values: dict[str, dict[str, str]], method: Method) -> None:
    ranked = [one for one in ranking(areas, values, method) if one.index is not None]
    for one in ranked:
        assert one.rank == 1 + sum(Fraction(other.index or 0) > Fraction(one.index or 0) for other in ranked)
