"""The need index (kehitystarve): areas compared by weighted indicators, and the choice of the next one."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.areas import Name
from shared.contracts.indicators import CITY, Direction, IndicatorCommand, Level, Number, Source
from shared.events import Aggregate
from shared.messages import END, Cents, Event, Id, Kind, Query, Reason

Ratio = Annotated[str, msgspec.Meta(pattern=rf"^[0-9]+(/[0-9]+)?{END}", description="An exact fraction, as 5/12.")]
CRITERION = r"[A-Za-z0-9_-]{1,64}:[0-9]{1,3}(:(higher|lower))?"
Weights = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^{CRITERION}(,{CRITERION}){{0,29}}{END}",
        description="indicator:weight, or indicator:weight:higher where higher figures mean more need (or lower).",
    ),
]
Sentences = Annotated[str, msgspec.Meta(max_length=2000)]


class Normalisation(StrEnum):
    """How figures of different units become comparable, from 0 (least need) to 1 (most)."""

    RANGE = "range"  # where a figure lies between the best and the worst area
    ORDER = "order"  # the share of the other areas that need less


class MissingRule(StrEnum):
    """What an unknown figure does. It is never taken for zero."""

    LEAVE_OUT = "leave_out"  # the area's other indicators carry its weight
    AVERAGE = "average"  # as the areas whose figure is known, on average
    NOT_RANKED = "not_ranked"  # the area has no place in the order


class Criterion(msgspec.Struct, frozen=True):
    indicator: str
    weight: int
    direction: Direction


class Method(msgspec.Struct, frozen=True):
    criteria: tuple[Criterion, ...]
    normalisation: Normalisation = Normalisation.RANGE
    missing: MissingRule = MissingRule.LEAVE_OUT


class ComparedFigure(msgspec.Struct, frozen=True):
    """All areas are compared in the year and at the level in which most of them are known."""

    area: str
    indicator: str
    year: int
    level: Level
    value: Number | None
    source: Source


class Part(msgspec.Struct, frozen=True):
    """What an indicator adds to an area's index. Without a `standing` it is unknown and left out."""

    indicator: str
    value: Number | None
    standing: Ratio | None
    part: Ratio


class Ranked(msgspec.Struct, frozen=True):
    """`rank` 1 has the greatest need; equals share a rank. None: too little is known of the area."""

    area: str
    rank: int | None
    tied: bool
    index: Ratio | None
    parts: tuple[Part, ...]


class Change(StrEnum):
    LEFT_OUT = "left_out"
    HALVED = "halved"
    DOUBLED = "doubled"


class Rank(msgspec.Struct, frozen=True):
    area: str
    rank: int | None


class Variation(msgspec.Struct, frozen=True):
    """The ranks had one weight been another."""

    indicator: str
    change: Change
    ranks: tuple[Rank, ...]


class MeasureView(msgspec.Struct, frozen=True):
    """An investment measure (investointitoimenpide): what the city plans to build in the area, and when."""

    id: str
    area: str
    name: str
    cost_cents: int
    starts_on: date
    ends_on: date
    leads: str = ""
    """The programme that it leads (kärkitoimenpide); empty: none."""
    lead_reason: str = ""


class ComparedArea(msgspec.Struct, frozen=True):
    id: str
    name: str


class Comparison(msgspec.Struct, frozen=True):
    """Everything that anybody needs to calculate it again."""

    method: Method
    areas: tuple[ComparedArea, ...]
    figures: tuple[ComparedFigure, ...]
    ranking: tuple[Ranked, ...]
    sensitivity: tuple[Variation, ...]
    measures: tuple[MeasureView, ...]


# Events


class MeasurePlanned(Event, frozen=True, kw_only=True):
    """Planned anew, it replaces the plan before."""

    public: ClassVar[bool] = True
    name: str
    cost_cents: int
    starts_on: date
    ends_on: date


class LeadMeasureChosen(Event, frozen=True, kw_only=True):
    """The measure leads this programme, and no other any more."""

    public: ClassVar[bool] = True
    programme: str
    reason: str


class LeadMeasureDropped(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class AreaSelected(Event, frozen=True, kw_only=True):
    """The area where the next programme begins, its theme, and the comparison that was decided on, frozen."""

    public: ClassVar[bool] = True
    selection: str
    chosen: str
    theme: str
    reasons: str
    comparison: Comparison


class PilotEnded(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    selection: str
    ended: str


class PilotLimitSet(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    most: int


MEASURE = Aggregate("areas", "measure", MeasurePlanned | LeadMeasureChosen | LeadMeasureDropped)
SELECTION = Aggregate("areas", "selection", AreaSelected | PilotEnded | PilotLimitSet)


# Commands


class PlanMeasure(IndicatorCommand, frozen=True, kw_only=True):
    measure: Id
    name: Name
    cost_cents: Cents
    starts_on: date
    ends_on: date


class SelectArea(IndicatorCommand, frozen=True, kw_only=True):
    """`reasons` are needed where the chosen area is not the one with the greatest need of those without a pilot."""

    patience: ClassVar[float] = 9.0
    area: Id = CITY
    selection: Id
    chosen: Id
    theme: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    reasons: Sentences = ""
    weights: Weights
    normalisation: Normalisation = Normalisation.RANGE
    missing: MissingRule = MissingRule.LEAVE_OUT


class EndPilot(IndicatorCommand, frozen=True, kw_only=True):
    area: Id = CITY
    ended: Id


class SetPilotLimit(IndicatorCommand, frozen=True, kw_only=True):
    area: Id = CITY
    most: Annotated[int, msgspec.Meta(ge=1, le=100)]


MEASURE_DATES = Reason("measure_dates", Kind.INVALID, "A measure cannot end before it starts.")
CRITERION_TWICE = Reason("criterion_twice", Kind.INVALID, "An indicator can be weighed only once: {indicator}.")
NO_WEIGHT = Reason("no_weight", Kind.INVALID, "Give at least one indicator a weight above zero.")
NOT_COMPARED = Reason("not_compared", Kind.CONFLICT, "Too little is known of this area to compare it with others.")
PILOT_RUNS = Reason("pilot_runs", Kind.CONFLICT, "A pilot is running in this area already.")
NO_SUCH_SELECTION = Reason(
    "no_such_selection", Kind.UNKNOWN, "No decision with this id lets a pilot run in this area now."
)
NO_PILOT = Reason("no_pilot", Kind.UNKNOWN, "No pilot is running in this area.")
PILOTS_FULL = Reason("pilots_full", Kind.CONFLICT, "The city runs at most {most} pilots at once. End one first.")
REASONS_NEEDED = Reason(
    "reasons_needed", Kind.INVALID, "Another area has a greater need by these weights: say why this one is chosen."
)


# Queries


class CompareAreas(Query[Comparison], frozen=True, kw_only=True):
    """Only figures of neighbourhoods and postal codes rank areas; the wider ones are the same for all."""

    service: ClassVar[str] = "areas"
    patience: ClassVar[float] = 9.0
    weights: Weights
    normalisation: Normalisation = Normalisation.RANGE
    missing: MissingRule = MissingRule.LEAVE_OUT


class Measures(msgspec.Struct, frozen=True):
    items: tuple[MeasureView, ...]


class ListMeasures(Query[Measures], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id | None = None


class SelectionView(msgspec.Struct, frozen=True):
    id: str
    chosen: str
    theme: str
    reasons: str
    comparison: Comparison
    running: bool


class Selections(msgspec.Struct, frozen=True):
    """The decisions, the oldest first; how many pilots may run at once."""

    most: int
    items: tuple[SelectionView, ...]


class ListSelections(Query[Selections], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"


PILOTS = 2
"""As many pilots as run at once unless the city says otherwise."""
