"""An indicator (hyvinvointitieto) of the city's own."""

from collections.abc import Sequence

from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.indicators import INDICATOR, INDICATOR_BUILT_IN, DefineIndicator, IndicatorDefined
from shared.decider import Decider
from shared.messages import require


def decide(command: DefineIndicator, state: IndicatorDefined | None) -> Sequence[IndicatorDefined]:
    require(command.indicator not in BUILT_IN, INDICATOR_BUILT_IN)
    defined = IndicatorDefined(
        names=command.names,
        topic=command.topic,
        unit=command.unit,
        direction=command.direction,
        sotkanet=command.sotkanet,
    )
    return [] if state == defined else [defined]


def evolve(_: IndicatorDefined | None, event: IndicatorDefined) -> IndicatorDefined:
    return event


indicator = Decider[IndicatorDefined | None](INDICATOR, None, evolve, decide)
