"""Sotkanet, the indicator bank of the Finnish Institute for Health and Welfare: of municipalities and regions."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from services.areas.sources.web import Web
from shared.contracts.imports import ONE_CODE, SOURCE_LACKS, FetchFigures, FoundFigure
from shared.contracts.indicators import Figure, Level, Source, number
from shared.messages import require

MUNICIPALITY = "KUNTA"


class Region(msgspec.Struct, frozen=True):
    id: int
    category: str


class Row(msgspec.Struct, frozen=True):
    region: int
    year: int
    value: Decimal | None = None


async def fetch(
    web: Web, command: FetchFigures, numbers: Mapping[str, str]
) -> list[tuple[Source, tuple[FoundFigure, ...]]]:
    """A year at a time, as the service wants it; `numbers` are those of the indicators there. Raises `Refused`."""
    require(all(len(place.codes) == 1 for place in command.places), ONE_CODE, source=web.source)
    levels = {region.id: _level(region) for region in await web.get("regions", tuple[Region, ...])}
    return [await _fetch(web, indicator, there, levels, command) for indicator, there in numbers.items()]


async def _fetch(
    web: Web, indicator: str, there: str, levels: Mapping[int, Level], command: FetchFigures
) -> tuple[Source, tuple[FoundFigure, ...]]:
    asked = {"indicator": there, "years": str(command.year), "genders": "total"}
    rows = await web.get("json", tuple[Row, ...], **asked)
    values = {str(row.region): row for row in rows if row.year == command.year and row.region in levels}
    found = []
    for place in command.places:
        code = place.codes[0].lstrip("0")
        require(code in values, SOURCE_LACKS, source=web.source, year=str(command.year), code=code)
        row = values[code]
        value = None if row.value is None else number(row.value)
        found.append(FoundFigure(place.area, Figure(indicator, row.year, value, levels[row.region])))
    return Source("THL, Sotkanet", f"{web.url}/json"[:300], there), tuple(found)


def _level(region: Region) -> Level:
    return Level.MUNICIPALITY if region.category == MUNICIPALITY else Level.REGION
