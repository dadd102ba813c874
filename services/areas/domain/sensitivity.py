"""How firmly an order of areas stands: each weight halved, doubled, and left out."""

from collections.abc import Sequence

from msgspec.structs import replace

from services.areas.domain.need_index import Values, ranks, standings_of
from shared.contracts.need import Change, Criterion, Method, Variation


def variations(areas: Sequence[str], values: Values, method: Method) -> tuple[Variation, ...]:
    standings = standings_of(values, method)
    return tuple(
        Variation(one.indicator, change, ranks(areas, standings, _changed(method, one, change)))
        for one in method.criteria
        if one.weight
        for change in Change
    )


def _changed(method: Method, criterion: Criterion, change: Change) -> Method:
    criteria = (
        replace(one, weight=_weight(one.weight, change) if one == criterion else 2 * one.weight)
        for one in method.criteria
    )
    return replace(method, criteria=tuple(criteria))


def _weight(weight: int, change: Change) -> int:
    """All weights are doubled beforehand, so that half of one is whole, too."""
    return {Change.LEFT_OUT: 0, Change.HALVED: weight, Change.DOUBLED: 4 * weight}[change]
