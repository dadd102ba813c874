"""What a boundary on the map must be: a line around something that does not cross itself."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from shared.contracts.areas import BOUNDARY_CROSSED, BOUNDARY_FLAT
from shared.contracts.places import Point
from shared.messages import require

Side: TypeAlias = tuple[Point, Point]


def require_simple(boundary: Sequence[Point]) -> None:
    sides = list(pairwise((*boundary, boundary[0])))
    require(not any(_cross(one, other) for one, other in combinations(sides, 2)), BOUNDARY_CROSSED)
    require(sum(start.lon * end.lat - end.lon * start.lat for start, end in sides) != 0, BOUNDARY_FLAT)


def _cross(one: Side, other: Side) -> bool:
    """Each has its ends on the two sides of the other; neighbours only touch."""
    return _parted(one, other) and _parted(other, one)


def _parted(line: Side, ends: Side) -> bool:
    return _turn(*line, ends[0]) * _turn(*line, ends[1]) < 0


def _turn(start: Point, end: Point, point: Point) -> float:
    """Above zero: the point is to the left of the way from start to end."""
    return (end.lon - start.lon) * (point.lat - start.lat) - (end.lat - start.lat) * (point.lon - start.lon)
