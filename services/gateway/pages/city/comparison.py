"""What the page of a comparison shows: bars out of exact fractions, and tables with the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from babel.numbers import format_decimal

from shared.contracts.indicators import Direction
from shared.contracts.need import ComparedFigure, Comparison, Part, Ranked, Variation
from shared.texts import Language, text, word

COLOURS = 10  # classes in the style sheet


@dataclass(frozen=True)
class Piece:
    """An indicator's part of a bar, in hundredths of the whole width."""

    name: str
    colour: int
    left: str
    width: str
    points: str
    value: str | None


@dataclass(frozen=True)
class Bar:
    area: str
    rank: int | None
    tied: bool
    points: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Weighed:
    """A criterion as people read it; `basis` is the year and level of the figures."""

    name: str
    weight: int
    direction: Direction
    basis: str


@dataclass(frozen=True)
class Shown:
    criteria: tuple[Weighed, ...]
    names: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    areas: tuple[str, ...]
    variations: tuple[tuple[str, str, tuple[int | None, ...]], ...]
    sources: tuple[str, ...]
    comparison: Comparison


def shown(language: Language, comparison: Comparison, names: Mapping[str, str]) -> Shown:
    """Without indicators of which nothing is known anywhere."""
    areas = {area.id: area.name for area in comparison.areas}
    order = tuple(one.area for one in comparison.ranking)
    known = {part.indicator for one in comparison.ranking for part in one.parts if part.value is not None}
    parts = [part for part in comparison.ranking[0].parts if part.indicator in known] if comparison.ranking else []
    return Shown(
        criteria=_criteria(language, comparison, names),
        names=tuple((_colour(place), names[part.indicator]) for place, part in enumerate(parts)),
        bars=tuple(
            _bar(language, one, areas[one.area], {id_: names[id_] for id_ in known}) for one in comparison.ranking
        ),
        areas=tuple(areas[id_] for id_ in order),
        variations=tuple(
            (names[one.indicator], one.change, _ranks(one, order))
            for one in comparison.sensitivity
            if one.indicator in known
        ),
        sources=tuple(sorted({one.source.name for one in comparison.figures})),
        comparison=comparison,
    )


def _criteria(language: Language, comparison: Comparison, names: Mapping[str, str]) -> tuple[Weighed, ...]:
    basis = {one.indicator: _basis(language, one) for one in comparison.figures}
    return tuple(
        Weighed(names[one.indicator], one.weight, one.direction, basis.get(one.indicator, text(language, "unknown")))
        for one in comparison.method.criteria
    )


def _basis(language: Language, figure: ComparedFigure) -> str:
    return f"{figure.year}, {word(language, figure.level)}"


def _bar(language: Language, ranked: Ranked, area: str, names: Mapping[str, str]) -> Bar:
    left, pieces = Fraction(0), []
    for place, part in enumerate(part for part in ranked.parts if part.indicator in names):
        pieces.append(_piece(language, part, names[part.indicator], _colour(place), left))
        left += Fraction(part.part)
    points = "–" if ranked.index is None else _points(language, Fraction(ranked.index))
    return Bar(area, ranked.rank, ranked.tied, points, tuple(pieces))


def _piece(language: Language, part: Part, name: str, colour: int, left: Fraction) -> Piece:
    width = Fraction(part.part)
    points = "–" if part.standing is None else _points(language, width)
    value = None if part.value is None else str(format_decimal(part.value, locale=language.locale))
    return Piece(name, colour, f"{float(100 * left):.3f}", f"{float(100 * width):.3f}", points, value)


def _colour(place: int) -> int:
    return place % COLOURS + 1


def _points(language: Language, ratio: Fraction) -> str:
    """Of a hundred."""
    return str(format_decimal(round(float(100 * ratio), 1), "0.0", locale=language.locale))


def _ranks(variation: Variation, order: tuple[str, ...]) -> tuple[int | None, ...]:
    ranks = {one.area: one.rank for one in variation.ranks}
    return tuple(ranks[area] for area in order)
