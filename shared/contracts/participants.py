"""Who takes part, as far as the log may know: the age band and home at the time of the act, and the way it came."""

from datetime import datetime
from enum import StrEnum

import msgspec

from shared.ages import age, finnish_day
from shared.messages import Actor


class Channel(StrEnum):
    """The way an act came."""

    ONLINE = "online"
    CODE = "code"  # of a letter or a school class
    DESK = "desk"
    PAPER = "paper"
    STREET = "street"  # written down by an outreach worker or at a gathering


class AgeBand(StrEnum):
    """Wide enough to point at nobody."""

    UNDER_18 = "under_18"
    FROM_18 = "18_29"
    FROM_30 = "30_44"
    FROM_45 = "45_64"
    FROM_65 = "65_over"
    UNKNOWN = "unknown"


BANDS = ((18, AgeBand.UNDER_18), (30, AgeBand.FROM_18), (45, AgeBand.FROM_30), (65, AgeBand.FROM_45))


class Group(msgspec.Struct, frozen=True):
    """What is counted of a person, frozen at the time of the act. `home` is the area they live in; empty: not known."""

    age: AgeBand = AgeBand.UNKNOWN
    home: str = ""
    channel: Channel = Channel.ONLINE


def age_band(years: int) -> AgeBand:
    return next((band for under, band in BANDS if years < under), AgeBand.FROM_65)


def group_of(person: Actor, at: datetime, channel: Channel = Channel.ONLINE) -> Group:
    """Age by the Finnish calendar."""
    band = AgeBand.UNKNOWN if person.born is None else age_band(age(person.born, finnish_day(at)))
    return Group(band, person.home, channel)
