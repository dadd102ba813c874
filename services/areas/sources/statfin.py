"""Statistics Finland's open data by postal code (Paavo), over PxWeb.

Its tables and dimensions change their names from year to year: they are found by what their metadata say they hold.
"""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from services.areas.domain.json_stat import Dataset
from services.areas.domain.shares import POSTAL_SHARES, Counts, Share
from services.areas.sources.web import Web
from shared.contracts.imports import SOURCE_LACKS, AreaCodes, FetchFigures, FoundFigure
from shared.contracts.indicators import Figure, Level, Source
from shared.messages import Refused

POSTAL_CODE = re.compile(r"[0-9]{5}")
YEAR = re.compile(r"[0-9]{4}")
MOST_TABLES = 30
Found = tuple[Source, tuple[FoundFigure, ...]]


class Listed(msgspec.Struct, frozen=True):
    id: str
    type: str
    text: str = ""


class Variable(msgspec.Struct, frozen=True):
    code: str
    values: tuple[str, ...]

    def holds(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.fullmatch(value) for value in self.values)


class Metadata(msgspec.Struct, frozen=True):
    variables: tuple[Variable, ...]


@dataclass(frozen=True)
class Table:
    """A table, with its three dimensions as they are called this year."""

    listed: Listed
    postal: Variable
    contents: Variable
    year: Variable

    def holds(self, share: Share) -> bool:
        return share.codes <= set(self.contents.values)


async def fetch(web: Web, command: FetchFigures, shares: Iterable[Share]) -> list[Found]:
    """All of them or none, as tables may be ahead of each other by a year. Raises `Refused`."""
    tables = [table async for table in _tables(web)]
    wanted = [(_table_of(web, tables, share, command.year), share) for share in shares]
    return [await _fetch(web, table, share, command) for table, share in wanted]


def _table_of(web: Web, tables: Iterable[Table], share: Share, year: int) -> Table:
    """Of several that hold it, one that knows the year."""
    holding = (one for one in tables if one.holds(share))
    found = max(holding, key=lambda one: str(year) in one.year.values, default=None)
    if found is None:
        raise Refused(SOURCE_LACKS, source=web.source, year=str(year), code=share.part)
    return found


async def _tables(web: Web) -> AsyncIterator[Table]:
    for listed in (await web.get("", tuple[Listed, ...]))[:MOST_TABLES]:
        if listed.type == "t" and (table := _table(listed, await web.get(listed.id, Metadata))):
            yield table


def _table(listed: Listed, metadata: Metadata) -> Table | None:
    postal = next((one for one in metadata.variables if one.holds(POSTAL_CODE)), None)
    year = next((one for one in metadata.variables if one.holds(YEAR) and one is not postal), None)
    codes = {code for share in POSTAL_SHARES for code in share.codes}
    contents = next((one for one in metadata.variables if codes & set(one.values)), None)
    return Table(listed, postal, contents, year) if postal and contents and year else None


async def _fetch(web: Web, table: Table, share: Share, command: FetchFigures) -> Found:
    codes = sorted({code for place in command.places for code in place.codes})
    _require_there(web, table, codes, command.year)
    selected = ((table.postal, codes), (table.contents, sorted(share.codes)), (table.year, [str(command.year)]))
    dataset = await web.post(table.listed.id, _query(selected), Dataset)
    figures = tuple(_figure(dataset, table, share, place, command.year) for place in command.places)
    return Source("Tilastokeskus", f"{web.url}/{table.listed.id}"[:300], table.listed.text[:300]), figures


def _require_there(web: Web, table: Table, codes: Sequence[str], year: int) -> None:
    """A selection of what a table does not have would be answered by a mere 400."""
    missing = [code for code in codes if code not in table.postal.values]
    if missing or str(year) not in table.year.values:
        raise Refused(SOURCE_LACKS, source=web.source, year=str(year), code=missing[0] if missing else codes[0])


def _query(selected: Iterable[tuple[Variable, Sequence[str]]]) -> object:
    return {
        "query": [
            {"code": variable.code, "selection": {"filter": "item", "values": list(values)}}
            for variable, values in selected
        ],
        "response": {"format": "json-stat2"},
    }


def _figure(dataset: Dataset, table: Table, share: Share, place: AreaCodes, year: int) -> FoundFigure:
    def counts(postal: str) -> Counts:
        at = {table.postal.code: postal, table.year.code: str(year)}
        return {code: dataset.cell({**at, table.contents.code: code}) for code in share.codes}

    value = share.of(counts(postal) for postal in place.codes)
    return FoundFigure(place.area, Figure(share.indicator, year, value, Level.POSTAL))
