"""Weights as they are asked for (`unemployment:2,low_income:1`) into criteria."""

from collections.abc import Mapping

from shared.contracts.indicators import UNKNOWN_INDICATOR, Direction
from shared.contracts.need import CRITERION_TWICE, NO_WEIGHT, Criterion
from shared.messages import require


def criteria_of(weights: str, known: Mapping[str, Direction]) -> tuple[Criterion, ...]:
    """Without a direction, the indicator's own. Raises `Refused`."""
    criteria: dict[str, Criterion] = {}
    for written in weights.split(","):
        indicator, weight, *direction = written.split(":")
        require(indicator in known, UNKNOWN_INDICATOR, indicator=indicator)
        require(indicator not in criteria, CRITERION_TWICE, indicator=indicator)
        turned = Direction(direction[0]) if direction else known[indicator]
        criteria[indicator] = Criterion(indicator, int(weight), turned)
    require(any(one.weight for one in criteria.values()), NO_WEIGHT)
    return tuple(criteria.values())
