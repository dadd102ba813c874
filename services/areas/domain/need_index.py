"""The need index (kehitystarve): areas in the order of their need, each with what every indicator adds. Exact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from shared.contracts.indicators import Direction
from shared.contracts.need import Criterion, Method, MissingRule, Normalisation, Part, Rank, Ranked

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
        return {one.indicator: at * one.weight / self._weight for one, at in self._known}

    @cached_property
    def index(self) -> Fraction | None:
        """Divided once, at the end: half of a comparison's time went into fractions."""
        if not self._known or not self.complete:
            return None
        return sum((at * one.weight for one, at in self._known), Fraction(0)) / self._weight

    @cached_property
    def _known(self) -> tuple[tuple[Criterion, Fraction], ...]:
        return tuple((one, at) for one, at in self.standings if at is not None)

    @cached_property
    def _weight(self) -> int:
        return sum(one.weight for one, _ in self._known)

    @property
    def order(self) -> tuple[Fraction, str]:
        return (Fraction(1) if self.index is None else -self.index), self.area


def ranking(areas: Sequence[str], values: Values, method: Method) -> tuple[Ranked, ...]:
    """The greatest need first; areas without an index last."""
    needs = needs_of(areas, standings_of(values, method), method)
    return tuple(_ranked(need, rank, ties > 1, values) for need, rank, ties in _places(needs))


def ranks(areas: Sequence[str], standings: Mapping[str, Standings], method: Method) -> tuple[Rank, ...]:
    """The order alone: other weights do not change how an area stands by one indicator."""
    return tuple(Rank(need.area, rank) for need, rank, _ in _places(needs_of(areas, standings, method)))


def standings_of(values: Values, method: Method) -> Mapping[str, Standings]:
    return {one.indicator: _standings(one, values, method.normalisation) for one in method.criteria}


def needs_of(areas: Sequence[str], standings: Mapping[str, Standings], method: Method) -> list[Need]:
    criteria = sorted((one for one in method.criteria if one.weight), key=lambda one: one.indicator)
    weighed = [(one, standings[one.indicator]) for one in criteria]
    return sorted((_need(area, weighed, method.missing) for area in areas), key=lambda need: need.order)


def _places(needs: Sequence[Need]) -> Iterator[tuple[Need, int | None, int]]:
    """Each with its rank, and how many share it."""
    indices = [need.index for need in needs if need.index is not None]
    for need in needs:
        if need.index is None:
            yield need, None, 0
        else:
            yield need, 1 + sum(other > need.index for other in indices), indices.count(need.index)


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


def _ranked(need: Need, rank: int | None, tied: bool, values: Values) -> Ranked:
    parts = tuple(
        Part(
            indicator=one.indicator,
            value=values.get(one.indicator, {}).get(need.area),
            standing=None if standing is None else str(standing),
            part=str(need.parts.get(one.indicator, 0)),
        )
        for one, standing in need.standings
    )
    return Ranked(need.area, rank, tied, None if need.index is None else str(need.index), parts)
