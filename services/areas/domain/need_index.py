"""The need index (kehitystarve): areas in the order of their need, each with what every indicator adds. Exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from shared.contracts.indicators import Direction
from shared.contracts.need import Criterion, Method, MissingRule, Normalisation, Part, Ranked

Values = Mapping[str, Mapping[str, str]]
"""What is known: indicator → area → figure. Unknown ones are absent."""
Standings = Mapping[str, Fraction]
"""Area → 0 (least need) to 1 (most)."""


@dataclass(frozen=True)
class Need:
    """An area's standing by each criterion; None where it is unknown and left out."""

    area: str
    standings: tuple[tuple[Criterion, Fraction | None], ...]
    complete: bool

    @cached_property
    def parts(self) -> Standings:
        """What each indicator adds to the index."""
        total = sum(one.weight for one, standing in self.standings if standing is not None)
        return {one.indicator: at * one.weight / total for one, at in self.standings if at is not None}

    @cached_property
    def index(self) -> Fraction | None:
        return sum(self.parts.values(), Fraction(0)) if self.parts and self.complete else None

    @property
    def order(self) -> tuple[Fraction, str]:
        return (Fraction(1) if self.index is None else -self.index), self.area


def ranking(areas: Sequence[str], values: Values, method: Method) -> tuple[Ranked, ...]:
    """The greatest need first; areas without an index last."""
    criteria = sorted((one for one in method.criteria if one.weight), key=lambda one: one.indicator)
    standings = [(one, _standings(one, values, method.normalisation)) for one in criteria]
    needs = sorted((_need(area, standings, method.missing) for area in areas), key=lambda need: need.order)
    indices = [need.index for need in needs if need.index is not None]
    return tuple(_ranked(need, indices, values) for need in needs)


def _standings(criterion: Criterion, values: Values, normalisation: Normalisation) -> Standings:
    sign = 1 if criterion.direction is Direction.HIGHER else -1
    need = {area: sign * Fraction(value) for area, value in values.get(criterion.indicator, {}).items()}
    return _by_range(need) if normalisation is Normalisation.RANGE else _by_order(need)


def _by_range(need: Standings) -> Standings:
    """Where all areas are alike, none needs more than another."""
    if not need:
        return {}
    least, most = min(need.values()), max(need.values())
    return {area: (one - least) / (most - least) if most > least else Fraction(0) for area, one in need.items()}


def _by_order(need: Standings) -> Standings:
    others = max(len(need) - 1, 1)
    return {area: Fraction(sum(other < one for other in need.values()), others) for area, one in need.items()}


def _need(area: str, standings: Sequence[tuple[Criterion, Standings]], missing: MissingRule) -> Need:
    found = tuple((one, _standing(area, at, missing)) for one, at in standings)
    unknown = any(standing is None for _, standing in found)
    return Need(area, found, not (unknown and missing is MissingRule.NOT_RANKED))


def _standing(area: str, standings: Standings, missing: MissingRule) -> Fraction | None:
    if area not in standings and missing is MissingRule.AVERAGE and standings:
        return sum(standings.values(), Fraction(0)) / len(standings)
    return standings.get(area)


def _ranked(need: Need, indices: Sequence[Fraction], values: Values) -> Ranked:
    parts = tuple(
        Part(
            indicator=one.indicator,
            value=values.get(one.indicator, {}).get(need.area),
            standing=None if standing is None else str(standing),
            part=str(need.parts.get(one.indicator, 0)),
        )
        for one, standing in need.standings
    )
    if need.index is None:
        return Ranked(need.area, None, False, None, parts)
    rank = 1 + sum(other > need.index for other in indices)
    return Ranked(need.area, rank, indices.count(need.index) > 1, str(need.index), parts)
