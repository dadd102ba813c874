"""Figures out of files and from the web services of Statistics Finland and Sotkanet."""

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.indicators import AREA_COORDINATOR, CITY, Figure, IndicatorCommand, Source, Year
from shared.messages import END, Id, Kind, Query, Reason, Role

MOST_UPLOAD = 512 * 1024  # bytes


class ImportFigures(IndicatorCommand, frozen=True, kw_only=True):
    """A table in a file (CSV or XLSX): all of it, or nothing where a row has a problem."""

    patience: ClassVar[float] = 9.0
    area: Id = CITY
    content: bytes
    source: Source


class AreaCodes(msgspec.Struct, frozen=True):
    """What makes up an area: postal codes, or one region by its number at Sotkanet, which is no municipality's code."""

    area: Id
    codes: Annotated[
        tuple[Annotated[str, msgspec.Meta(pattern=rf"^[0-9]{{1,6}}{END}")], ...], msgspec.Meta(min_length=1)
    ]


class WebSource(StrEnum):
    STATFIN = "statfin"
    SOTKANET = "sotkanet"


class FetchFigures(IndicatorCommand, frozen=True, kw_only=True):
    """The indicators named, or all that the source knows: of Sotkanet those whose number there is known."""

    patience: ClassVar[float] = 40.0  # longer than a source may take
    area: Id = CITY
    source: WebSource
    year: Year
    places: Annotated[tuple[AreaCodes, ...], msgspec.Meta(min_length=1, max_length=200)]
    indicators: Annotated[tuple[Id, ...], msgspec.Meta(max_length=30)] = ()


IMPORT_PROBLEMS = Reason(
    "import_problems", Kind.INVALID, "Nothing was stored: {n} places in the table need correcting. Preview it first."
)
SOURCE_OFF = Reason("source_off", Kind.UNAVAILABLE, "This installation does not fetch from {source}.")
SOURCE_UNREACHABLE = Reason(
    "source_unreachable", Kind.UNAVAILABLE, "{source} cannot be reached just now. Nothing was stored. Try again later."
)
SOURCE_BUSY = Reason(
    "source_busy", Kind.UNAVAILABLE, "{source} gets too many requests just now. Nothing was stored. Try again later."
)
SOURCE_STRANGE = Reason(
    "source_strange", Kind.UNAVAILABLE, "{source} answered with something else than expected. Nothing was stored."
)
ONE_CODE = Reason("one_code", Kind.INVALID, "Name exactly one region of {source} for each area.")
SOURCE_LACKS = Reason("source_lacks", Kind.UNKNOWN, "{source} has no figures of the year {year} for {code}.")


# Problems of a table

UNREADABLE = Reason("unreadable_file", Kind.INVALID, "The file is neither a CSV nor an XLSX table.")
TOO_MANY_ROWS = Reason("too_many_rows", Kind.INVALID, "The table has more than {most} rows.")
COLUMN_MISSING = Reason("column_missing", Kind.INVALID, "The column {column} is missing.")
NO_ROWS = Reason("no_rows", Kind.INVALID, "The table has no rows.")
NO_SUCH_AREA = Reason("no_such_area", Kind.INVALID, "There is no such area: {text}.")
NO_SUCH_INDICATOR = Reason("no_such_indicator", Kind.INVALID, "There is no such indicator: {text}.")
NO_YEAR = Reason("no_year", Kind.INVALID, "This is no year: {text}.")
NO_NUMBER = Reason("no_number", Kind.INVALID, "This is no number: {text}. Unknown figures are left empty or marked ..")
NO_LEVEL = Reason(
    "no_level", Kind.INVALID, "This is no level: {text}. Write neighbourhood, postal, municipality or region."
)
FIGURE_TWICE = Reason("figure_twice", Kind.INVALID, "The same figure stands in row {row}, too.")


class RowProblem(msgspec.Struct, frozen=True):
    """`row` 1 is the heading; `column` is empty where the problem is the row's, or the file's."""

    row: int
    column: str
    reason: Reason
    values: dict[str, str | int] = {}


# Queries


class FoundFigure(msgspec.Struct, frozen=True):
    """A figure of a table: of which area."""

    area: str
    figure: Figure


class ImportPreview(msgspec.Struct, frozen=True):
    figures: tuple[FoundFigure, ...]
    problems: tuple[RowProblem, ...]


class PreviewImport(Query[ImportPreview], frozen=True, kw_only=True):
    """What an import of this table would record. Stores nothing."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = AREA_COORDINATOR
    patience: ClassVar[float] = 9.0
    content: bytes
