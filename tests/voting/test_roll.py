"""Who may vote."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rooms import NAMES, load
from services.voting.domain.roll import require_on_roll, with_day
from shared.ages import age
from shared.contracts.ballots import BIRTH_DATE_UNKNOWN, NOT_ON_ROLL, TOO_YOUNG
from shared.contracts.contests import RollCriteria
from shared.events import AGGREGATES
from shared.messages import Actor, Reason, Refused
from tests.voting.sample import END_OF_MAY, resident

LAST_OF_MAY = date(2027, 5, 31)
TWELVE = RollCriteria(on=LAST_OF_MAY)
DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def refused(roll: RollCriteria, voter: Actor) -> Reason | None:
    try:
        require_on_roll(roll, voter)
    except Refused as refused:
        return refused.refusal.reason
    return None


def test_one_who_turns_twelve_on_the_day_votes_and_one_who_does_a_day_later_does_not() -> None:
    assert refused(TWELVE, resident(born=date(2015, 5, 31))) is None
    assert refused(TWELVE, resident(born=date(2015, 6, 1))) is TOO_YOUNG


def test_one_whose_date_of_birth_is_unknown_votes_only_where_no_age_is_asked() -> None:
    assert refused(TWELVE, resident(born=None)) is BIRTH_DATE_UNKNOWN
    assert refused(RollCriteria(min_age=0), resident(born=None)) is None


def test_where_homes_and_schools_are_named_one_lives_or_learns_there() -> None:
    roll = RollCriteria(on=LAST_OF_MAY, homes=("petonen", "jynkka"), schools=("pyoro",))
    assert refused(roll, resident(home="jynkka")) is None
    assert refused(roll, resident(home="puijonlaakso", school="pyoro")) is None
    assert refused(roll, resident(home="puijonlaakso", school="kallavesi")) is NOT_ON_ROLL
    assert refused(roll, resident(home="", school="")) is NOT_ON_ROLL


def test_where_only_homes_are_named_a_school_does_not_help() -> None:
    assert refused(RollCriteria(on=LAST_OF_MAY, homes=("petonen",)), resident(home="", school="petonen")) is NOT_ON_ROLL


def test_a_child_of_the_area_still_needs_the_age() -> None:
    assert refused(RollCriteria(on=LAST_OF_MAY, homes=("petonen",)), resident(born=date(2020, 1, 1))) is TOO_YOUNG


@pytest.mark.parametrize(
    ("closes_at", "day"),
    [
        (END_OF_MAY, LAST_OF_MAY),  # midnight in Finland
        (END_OF_MAY + timedelta(seconds=1), LAST_OF_MAY + DAY),
        (datetime(2027, 5, 31, 9, tzinfo=UTC), LAST_OF_MAY),
        (datetime(2027, 1, 31, 22, tzinfo=UTC), date(2027, 1, 31)),  # winter: two hours ahead
    ],
)
def test_without_a_day_of_its_own_a_roll_goes_by_the_last_day_of_the_vote_in_finland(
    closes_at: datetime, day: date
) -> None:
    assert with_day(RollCriteria(), closes_at).on == day


def test_a_day_that_is_named_stays() -> None:
    assert with_day(RollCriteria(on=date(2027, 1, 1)), END_OF_MAY).on == date(2027, 1, 1)


def test_who_is_born_on_the_leap_day_comes_of_age_on_the_first_of_march_in_common_years() -> None:
    born = date(2016, 2, 29)
    assert [age(born, date(2027, 2, 28)), age(born, date(2027, 3, 1))] == [10, 11]
    assert [age(born, date(2028, 2, 28)), age(born, date(2028, 2, 29))] == [11, 12]


def test_no_event_of_any_room_holds_who_asked() -> None:
    load(NAMES)
    events = [event for aggregate in AGGREGATES.values() for event in aggregate.by_type.values()]
    _, stored = msgspec.json.schema_components(events)
    assert "VoteCast" in stored
    assert "Actor" not in stored


@given(DAYS, st.integers(0, 120))
def test_one_is_a_year_older_from_each_birthday_on(born: date, years: int) -> None:
    birthday = birthday_in(born, born.year + years)
    assert (age(born, birthday), age(born, birthday - DAY)) == (years, years - 1)


@given(DAYS, DAYS, DAYS)
def test_nobody_grows_younger_and_who_is_born_earlier_is_never_the_younger(one: date, two: date, three: date) -> None:
    first, second, third = sorted((one, two, three))
    assert age(first, third) >= age(first, second)
    assert age(first, third) >= age(second, third)


def birthday_in(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
