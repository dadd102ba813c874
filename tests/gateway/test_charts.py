"""What charts are drawn of: a way of money, groups beside those who live there, bars along one time."""

from datetime import date

from services.gateway.pages.charts import flow, spans, turnout_by
from shared.contracts.funnel import GroupCount
from shared.contracts.money import Amounts
from shared.texts import Language


def test_the_way_of_the_money_narrows_from_what_there_is_to_what_is_spent() -> None:
    drawn = flow(Amounts(allocated=100, costed=50, funded=50, spent=0))
    assert drawn
    assert [(one.x, one.height) for one in drawn.stages] == [(0, 40), (30, 20), (60, 20), (90, 0)]
    assert drawn.bands[0] == "10,0 30,10 30,30 10,40"


def test_where_there_is_no_money_nothing_is_drawn() -> None:
    assert flow(Amounts()) is None


def test_turnout_is_told_of_groups_of_which_both_figures_are_known() -> None:
    voted = [GroupCount("18-29", 10), GroupCount("30-49", None), GroupCount("50-64", 7)]
    living = [GroupCount("18-29", 40), GroupCount("30-49", 50), GroupCount("50-64", None)]
    ((_, words, share),) = turnout_by(Language.ENGLISH, voted, living)
    assert (words, share) == ("25.0% (10 of 40)", "25.000")


def test_a_group_larger_than_what_is_known_of_it_fills_its_bar() -> None:
    ((_, _, share),) = turnout_by(Language.FINNISH, [GroupCount("16-17", 12)], [GroupCount("16-17", 10)])
    assert share == "100.000"


def test_bars_lie_along_the_time_of_all() -> None:
    first, second = spans([("A", date(2027, 1, 1), date(2027, 1, 5)), ("B", date(2027, 1, 6), date(2027, 1, 10))])
    assert [(one.left, one.width) for one in (first, second)] == [("0.000", "50.000"), ("50.000", "50.000")]
    assert spans([]) == []
