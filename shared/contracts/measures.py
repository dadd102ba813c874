"""Investment measures (investointitoimenpiteet): what the city plans to build in an area, and when; those that lead a
programme are its lead measures (kärkitoimenpiteet)."""

from datetime import date
from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.gatherings import PLANNERS
from shared.contracts.indicators import IndicatorCommand
from shared.contracts.words import Name, Sentence
from shared.events import Aggregate
from shared.messages import Cents, Command, Event, Id, Kind, Query, Reason, Role

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


MeasureEvent: TypeAlias = MeasurePlanned | LeadMeasureChosen | LeadMeasureDropped
MEASURE = Aggregate("areas", "measure", MeasureEvent)


# Commands


class PlanMeasure(IndicatorCommand, frozen=True, kw_only=True):
    measure: Id
    name: Name
    cost_cents: Cents
    starts_on: date
    ends_on: date


class PlannersCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = PLANNERS


class ChooseLeadMeasure(PlannersCommand, frozen=True, kw_only=True):
    measure: Id
    programme: Id
    reason: Sentence


class DropLeadMeasure(PlannersCommand, frozen=True, kw_only=True):
    measure: Id
    reason: Sentence


UNKNOWN_MEASURE = Reason("unknown_measure", Kind.UNKNOWN, "There is no such measure in this area.")
MEASURE_DATES = Reason("measure_dates", Kind.INVALID, "A measure cannot end before it starts.")


# Queries


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


class Measures(msgspec.Struct, frozen=True):
    items: tuple[MeasureView, ...]


class ListMeasures(Query[Measures], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id | None = None
