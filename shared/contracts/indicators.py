"""Figures of well-being (hyvinvointitiedot), per area and year, each with its source: what areas are compared by."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.words import Name
from shared.events import Aggregate
from shared.messages import END, Command, Event, Id, Kind, Query, Reason, Role

CITY = "city"
"""Stands where an area stands, in what concerns all of them."""

Number = Annotated[
    str, msgspec.Meta(pattern=rf"^-?[0-9]{{1,12}}(\.[0-9]{{1,6}})?{END}", description="An exact decimal.")
]
Year = Annotated[int, msgspec.Meta(ge=1900, le=2200)]
Text = Annotated[str, msgspec.Meta(max_length=300)]


class Level(StrEnum):
    """How much ground a figure speaks of. A municipality's figure cannot tell its neighbourhoods apart."""

    NEIGHBOURHOOD = "neighbourhood"
    POSTAL = "postal"
    MUNICIPALITY = "municipality"
    REGION = "region"


class Topic(StrEnum):
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    LANGUAGE = "language"
    INCOME = "income"
    HEALTH = "health"
    TARGET_GROUPS = "target_groups"
    SURVEYS = "surveys"
    SERVICES = "services"
    INFRASTRUCTURE = "infrastructure"


class Direction(StrEnum):
    """Which figures mean more need."""

    HIGHER = "higher"
    LOWER = "lower"


class Figure(msgspec.Struct, frozen=True):
    """`value` is None where the source keeps it to itself or does not know it."""

    indicator: Id
    year: Year
    value: Number | None
    level: Level = Level.NEIGHBOURHOOD

    @property
    def place(self) -> tuple[str, int, Level]:
        return self.indicator, self.year, self.level


class Source(msgspec.Struct, frozen=True):
    name: Name
    address: Text = ""
    table: Text = ""


class Names(msgspec.Struct, frozen=True):
    """An indicator's name in each language."""

    fi: Name
    sv: Name
    en: Name


SotkanetNumber = Annotated[
    str, msgspec.Meta(pattern=rf"^[0-9]{{0,6}}{END}", description="Its number at Sotkanet; empty: not fetched there.")
]


# Events


class FiguresRecorded(Event, frozen=True, kw_only=True):
    """What one import says of an area, as far as it is new. An earlier figure stays in the log."""

    public: ClassVar[bool] = True
    figures: tuple[Figure, ...]
    source: Source
    retrieved_at: datetime


class IndicatorDefined(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    names: Names
    topic: Topic
    unit: str
    direction: Direction
    sotkanet: str = ""


FIGURES = Aggregate("areas", "figures", FiguresRecorded)
INDICATOR = Aggregate("areas", "indicator", IndicatorDefined)


# Commands

AREA_COORDINATOR = frozenset({Role.AREA_COORDINATOR})


class IndicatorCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = AREA_COORDINATOR


class DefineIndicator(IndicatorCommand, frozen=True, kw_only=True):
    """An indicator of the city's own, or new words for it. Those that come along stay as they are."""

    area: Id = CITY
    indicator: Id
    names: Names
    topic: Topic
    unit: Annotated[str, msgspec.Meta(max_length=20)] = ""
    direction: Direction = Direction.HIGHER
    sotkanet: SotkanetNumber = ""


class RecordFigures(IndicatorCommand, frozen=True, kw_only=True):
    figures: Annotated[tuple[Figure, ...], msgspec.Meta(min_length=1, max_length=10_000)]
    source: Source


UNKNOWN_INDICATOR = Reason("unknown_indicator", Kind.UNKNOWN, "There is no such indicator: {indicator}.")
INDICATOR_BUILT_IN = Reason("indicator_built_in", Kind.CONFLICT, "This indicator comes along and stays as it is.")


# Queries


class IndicatorView(msgspec.Struct, frozen=True):
    id: str
    names: Names
    topic: Topic
    unit: str
    direction: Direction
    sotkanet: str = ""


class Indicators(msgspec.Struct, frozen=True):
    items: tuple[IndicatorView, ...]


class ListIndicators(Query[Indicators], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"


class Version(msgspec.Struct, frozen=True):
    value: Number | None
    source: Source
    retrieved_at: datetime


class FigureView(msgspec.Struct, frozen=True):
    """A figure as it is known now, and all that was said of it before, the oldest first."""

    area: str
    indicator: str
    year: int
    level: Level
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[-1]


class FiguresPage(msgspec.Struct, frozen=True):
    items: tuple[FigureView, ...]
    next: str | None = None


class ListFigures(Query[FiguresPage], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id | None = None
    indicator: Id | None = None
    after: str | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 200


def number(value: Decimal) -> Number:
    """As a figure is written: plain, without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
