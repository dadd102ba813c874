"""Places on the map, in degrees of WGS 84."""

from typing import Annotated

import msgspec


class Point(msgspec.Struct, frozen=True):
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]


Boundary = Annotated[tuple[Point, ...], msgspec.Meta(min_length=3, max_length=500)]
