"""The roll (äänioikeus): who may vote, asked when a ballot is cast."""

from datetime import date, datetime

import msgspec

from shared.ages import age, finnish_day
from shared.contracts.ballots import BIRTH_DATE_UNKNOWN, NOT_IN_CONTEST, NOT_ON_ROLL, TOO_YOUNG
from shared.contracts.contests import Contest, RollCriteria
from shared.messages import Actor, Refused, require


def with_day(roll: RollCriteria, closes_at: datetime) -> RollCriteria:
    """The roll with its day: the one of the last moment that takes ballots, unless it names another.

    A vote that closes at midnight ends with the day before it. Moving the closing later does not move the day.
    """
    last_moment = closes_at - datetime.resolution
    return msgspec.structs.replace(roll, on=roll.on or finnish_day(last_moment))


def require_on_roll(roll: RollCriteria, voter: Actor) -> None:
    """Raises `Refused`."""
    if roll.min_age:
        _require_age(roll.min_age, roll.on, voter.born)
    if roll.homes or roll.schools:
        require(voter.home in roll.homes or voter.school in roll.schools, NOT_ON_ROLL)


def require_admitted(contest: Contest, voter: Actor) -> None:
    """Raises `Refused`."""
    require(contest.admits(voter.home, voter.school), NOT_IN_CONTEST, contest=contest.name)


def _require_age(min_age: int, on: date | None, born: date | None) -> None:
    if on is None:
        raise ValueError("the roll of an open vote has its day")
    if born is None:
        raise Refused(BIRTH_DATE_UNKNOWN)
    require(age(born, on) >= min_age, TOO_YOUNG, age=min_age)
