"""Ages, in full years by the Finnish calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

FINLAND = ZoneInfo("Europe/Helsinki")


def age(born: date, on: date) -> int:
    """In full years. Who is born on 29 February comes of age on 1 March in common years."""
    birthday_ahead = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - birthday_ahead


def finnish_day(at: datetime) -> date:
    return at.astimezone(FINLAND).date()
