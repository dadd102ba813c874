"""A measure of the investment programme (investointitoimenpide), with its schedule."""

from collections.abc import Sequence

from shared.contracts.need import MEASURE, MEASURE_DATES, MeasurePlanned, PlanMeasure
from shared.decider import Decider
from shared.messages import require


def decide(command: PlanMeasure, state: MeasurePlanned | None) -> Sequence[MeasurePlanned]:
    require(command.starts_on <= command.ends_on, MEASURE_DATES)
    planned = MeasurePlanned(
        name=command.name, cost_cents=command.cost_cents, starts_on=command.starts_on, ends_on=command.ends_on
    )
    return [] if state == planned else [planned]


def evolve(_: MeasurePlanned | None, event: MeasurePlanned) -> MeasurePlanned:
    return event


measure = Decider[MeasurePlanned | None](MEASURE, None, evolve, decide)
