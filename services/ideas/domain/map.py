"""Whether a place lies inside a boundary on the map."""

from collections.abc import Sequence
from itertools import pairwise

from shared.contracts.places import Point


def is_inside(place: Point, boundary: Sequence[Point]) -> bool:
    """A line from the place to the east crosses the boundary of what it is in an odd number of times."""
    closed = (*boundary, boundary[0])
    return sum(_crosses(place, start, end) for start, end in pairwise(closed)) % 2 == 1


def _crosses(place: Point, start: Point, end: Point) -> bool:
    if (start.lat > place.lat) == (end.lat > place.lat):
        return False
    along = (place.lat - start.lat) / (end.lat - start.lat)
    return place.lon < start.lon + along * (end.lon - start.lon)
