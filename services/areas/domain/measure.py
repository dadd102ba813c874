"""A measure of the investment programme (investointitoimenpide), with its schedule; some lead a programme."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.measures import (
    MEASURE,
    MEASURE_DATES,
    UNKNOWN_MEASURE,
    ChooseLeadMeasure,
    DropLeadMeasure,
    LeadMeasureChosen,
    LeadMeasureDropped,
    MeasureEvent,
    MeasurePlanned,
    PlanMeasure,
)
from shared.decider import Decider
from shared.messages import Refused, require

MeasureCommand: TypeAlias = PlanMeasure | ChooseLeadMeasure | DropLeadMeasure


@dataclass(frozen=True)
class Measure:
    planned: MeasurePlanned
    lead: LeadMeasureChosen | None = None


def decide(command: MeasureCommand, state: Measure | None) -> Sequence[MeasureEvent]:
    match command:
        case PlanMeasure():
            return _plan(command, state)
        case ChooseLeadMeasure():
            chosen = LeadMeasureChosen(programme=command.programme, reason=command.reason)
            return [] if _known(state).lead == chosen else [chosen]
        case DropLeadMeasure():
            return [LeadMeasureDropped(reason=command.reason)] if _known(state).lead else []
        case _:
            assert_never(command)


def _known(state: Measure | None) -> Measure:
    if state is None:
        raise Refused(UNKNOWN_MEASURE)
    return state


def _plan(command: PlanMeasure, state: Measure | None) -> Sequence[MeasureEvent]:
    require(command.starts_on <= command.ends_on, MEASURE_DATES)
    planned = MeasurePlanned(
        name=command.name, cost_cents=command.cost_cents, starts_on=command.starts_on, ends_on=command.ends_on
    )
    return [] if state and state.planned == planned else [planned]


def evolve(state: Measure | None, event: MeasureEvent) -> Measure:
    match event:
        case MeasurePlanned():
            return replace(state, planned=event) if state else Measure(event)
        case LeadMeasureChosen():
            return replace(_known(state), lead=event)
        case LeadMeasureDropped():
            return replace(_known(state), lead=None)
        case _:
            assert_never(event)


measure = Decider[Measure | None](MEASURE, None, evolve, decide)
