"""How firmly an order of areas stands: each weight halved, doubled, and left out."""

from collections.abc import Sequence

from msgspec.structs import replace

from services.areas.domain.need_index import Values, ranking
from shared.contracts.need import Change, Criterion, Method, Rank, Variation


def variations(areas: Sequence[str], values: Values, method: Method) -> tuple[Variation, ...]:
    return tuple(
        Variation(one.indicator, change, _ranks(areas, values, _changed(method, one, change)))
        for one in method.criteria
        if one.weight
        for change in Change
    )


def _ranks(areas: Sequence[str], values: Values, method: Method) -> tuple[Rank, ...]:
    return tuple(Rank(one.area, one.rank) for one in ranking(areas, values, method))


def _changed(method: Method, criterion: Criterion, change: Change) -> Method:
    criteria = (
        replace(one, weight=_weight(one.weight, change) if one == criterion else 2 * one.weight)
        for one in method.criteria
    )
    return replace(method, criteria=tuple(criteria))


def _weight(weight: int, change: Change) -> int:
    """All weights are doubled beforehand, so that half of one is whole, too."""
    return {Change.LEFT_OUT: 0, Change.HALVED: weight, Change.DOUBLED: 4 * weight}[change]
