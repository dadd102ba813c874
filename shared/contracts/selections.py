"""The choice of the area where the next programme begins, and how many pilots run at once."""

from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.indicators import CITY, IndicatorCommand
from shared.contracts.need import Comparison, MissingRule, Normalisation, Weights
from shared.events import Aggregate
from shared.messages import Event, Id, Kind, Query, Reason

PILOTS = 2
"""As many pilots as run at once unless the city says otherwise."""

Sentences = Annotated[str, msgspec.Meta(max_length=2000)]


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


SelectionEvent: TypeAlias = AreaSelected | PilotEnded | PilotLimitSet
SELECTION = Aggregate("areas", "selection", SelectionEvent)


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


PILOT_RUNS = Reason("pilot_runs", Kind.CONFLICT, "A pilot is running in this area already.")
NO_SUCH_SELECTION = Reason(
    "no_such_selection", Kind.UNKNOWN, "No decision with this id lets a pilot run in this area now."
)
NO_PILOT = Reason("no_pilot", Kind.UNKNOWN, "No pilot is running in this area.")
PILOTS_FULL = Reason("pilots_full", Kind.CONFLICT, "The city runs at most {most} pilots at once. End one first.")
REASONS_NEEDED = Reason(
    "reasons_needed", Kind.INVALID, "Another area has a greater need by these weights: say why this one is chosen."
)


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
