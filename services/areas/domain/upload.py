"""A table of figures, a row each: what it says, and what is wrong with it, by row and column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.contracts.imports import (
    COLUMN_MISSING,
    FIGURE_TWICE,
    NO_LEVEL,
    NO_NUMBER,
    NO_ROWS,
    NO_SUCH_AREA,
    NO_SUCH_INDICATOR,
    NO_YEAR,
    FoundFigure,
    ImportPreview,
    RowProblem,
)
from shared.contracts.indicators import Figure, Level
from shared.messages import Reason

Rows = Sequence[Sequence[str]]
Cells = Mapping[str, str]

HEADINGS = {
    "area": ("area", "alue", "område"),
    "indicator": ("indicator", "hyvinvointitieto", "indikator"),
    "year": ("year", "vuosi", "år"),
    "value": ("value", "arvo", "värde"),
    "level": ("level", "taso", "nivå"),
}
COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
LEVELS = {
    Level.NEIGHBOURHOOD: ("", "neighbourhood", "asuinalue", "bostadsområde"),
    Level.POSTAL: ("postal", "postinumeroalue", "postnummerområde"),
    Level.MUNICIPALITY: ("municipality", "kunta", "kommun"),
    Level.REGION: ("region", "maakunta", "landskap"),
}
LEVEL_OF = {word: level for level, words in LEVELS.items() for word in words}
NEEDED = ("area", "indicator", "year", "value")
UNKNOWN = {"", ".", "..", "..."}  # as Statistics Finland marks what it does not tell
SPACES = re.compile(r"[\s\u00a0\u202f]")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
YEAR = re.compile(r"(19|20|21)[0-9]{2}")


@dataclass(frozen=True)
class Known:
    """What a table may speak of: ids by what people call them, in small letters."""

    areas: Mapping[str, str]
    indicators: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """What a cell says, or why it cannot be understood."""

    column: str
    text: str
    said: str | None
    reason: Reason

    @property
    def wrong(self) -> bool:
        return self.said is None

    def problem(self, row: int) -> RowProblem:
        return RowProblem(row, self.column, self.reason, {"text": self.text[:60]})


def read(rows: Rows, known: Known) -> ImportPreview:
    heading = [COLUMN_OF.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    missing = [RowProblem(1, name, COLUMN_MISSING, {"column": name}) for name in NEEDED if name not in heading]
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    if missing or not filled:
        return ImportPreview((), tuple(missing) or (RowProblem(1, "", NO_ROWS),))
    found: list[FoundFigure] = []
    problems: list[RowProblem] = []
    seen: dict[tuple[str, object], int] = {}
    for number, row in filled:
        cells = {column: cell.strip() for column, cell in zip(heading, row, strict=False) if column}
        told = _cells(cells, known)
        if wrong := [cell.problem(number) for cell in told.values() if cell.wrong]:
            problems += wrong
            continue
        one = _figure(told)
        earlier = seen.setdefault((one.area, one.figure.place), number)
        if earlier == number:
            found.append(one)
        else:
            problems.append(RowProblem(number, "", FIGURE_TWICE, {"row": earlier}))
    return ImportPreview(tuple(found), tuple(problems))


def _cells(cells: Cells, known: Known) -> Mapping[str, Cell]:
    area, indicator, year = (cells.get(name, "") for name in ("area", "indicator", "year"))
    value, level = cells.get("value", ""), cells.get("level", "")
    told = (
        Cell("area", area, known.areas.get(area.lower()), NO_SUCH_AREA),
        Cell("indicator", indicator, known.indicators.get(indicator.lower()), NO_SUCH_INDICATOR),
        Cell("year", year, year if YEAR.fullmatch(year) else None, NO_YEAR),
        Cell("value", value, _number(value), NO_NUMBER),
        Cell("level", level, LEVEL_OF.get(level.lower()), NO_LEVEL),
    )
    return {cell.column: cell for cell in told}


def _number(text: str) -> str | None:
    """With a comma or a point; an empty text stands for an unknown figure."""
    plain = SPACES.sub("", text).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if plain in UNKNOWN:
        return ""
    return plain if NUMBER.fullmatch(plain) else None


def _figure(told: Mapping[str, Cell]) -> FoundFigure:
    said = {column: cell.said or "" for column, cell in told.items()}
    figure = Figure(said["indicator"], int(said["year"]), said["value"] or None, Level(said["level"]))
    return FoundFigure(said["area"], figure)
