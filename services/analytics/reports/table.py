"""Rows out of a CSV file as spreadsheets write it, in Finland with semicolons and decimal commas."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.contracts.reports import (
    COLUMN_TWICE,
    EMPTY_CELL,
    EMPTY_TABLE,
    MOST_REPORT,
    MOST_REPORT_ROWS,
    NO_COUNT,
    NO_PERCENTAGE,
    NO_SUCH_COLUMN,
    NO_TABLE,
    TABLE_TOO_LARGE,
    TABLE_TOO_LONG,
    TWICE_IN_TABLE,
    UNEVEN_ROW,
)
from shared.messages import Refused, require

ALL = 100  # percent
MOST_SHOWN = 40  # characters of a wrong cell
SPACES = str.maketrans("", "", " \u00a0\u202f")  # between thousands, and before the sign of percent
PERCENTAGE = re.compile(r"[0-9]{1,3}([.,][0-9]{1,6})?%?", re.ASCII)
COUNT = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True)
class Row:
    """`number` 1 is the heading."""

    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        require(bool(self.cells[column]), EMPTY_CELL, row=self.number, column=column)
        return self.cells[column]

    def percentage(self, column: str) -> Decimal:
        said = self.text(column)
        written = said.translate(SPACES)
        found = Decimal(written.rstrip("%").replace(",", ".")) if PERCENTAGE.fullmatch(written) else None
        if found is None or found > ALL:
            raise Refused(NO_PERCENTAGE, row=self.number, column=column, text=said[:MOST_SHOWN])
        return found

    def count(self, column: str) -> int:
        said = self.text(column)
        written = said.translate(SPACES)
        require(bool(COUNT.fullmatch(written)), NO_COUNT, row=self.number, column=column, text=said[:MOST_SHOWN])
        return int(written)


def rows(content: bytes, columns: Sequence[str]) -> list[Row]:
    """The table's rows with these columns; the first one names each row, once. Raises `Refused`."""
    lines = [(number, cells) for number, cells in enumerate(_lines(content), 1) if any(cells)]
    require(bool(lines), NO_TABLE)
    heading = [cell.lower() for cell in lines[0][1]]
    for column in columns:
        require(column in heading, NO_SUCH_COLUMN, column=column)
        require(heading.count(column) == 1, COLUMN_TWICE, column=column)
    require(len(lines) > 1, EMPTY_TABLE)
    read = [_row(number, heading, cells) for number, cells in lines[1:]]
    _require_once(read, columns[0])
    return read


def _row(number: int, heading: list[str], cells: list[str]) -> Row:
    require(len(cells) == len(heading), UNEVEN_ROW, row=number, cells=len(cells), columns=len(heading))
    return Row(number, dict(zip(heading, cells, strict=True)))


def _require_once(read: Sequence[Row], column: str) -> None:
    first: dict[str, int] = {}
    for row in read:
        name = row.text(column)
        found = first.setdefault(name.casefold(), row.number)
        require(found == row.number, TWICE_IN_TABLE, row=row.number, column=column, text=name[:MOST_SHOWN], first=found)


def _lines(content: bytes) -> Iterator[list[str]]:
    require(len(content) <= MOST_REPORT, TABLE_TOO_LARGE, most=MOST_REPORT)
    text = _decoded(content)
    require("\0" not in text, NO_TABLE)
    delimiter = max(";,\t", key=next(filter(str.strip, text.splitlines()), "").count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            require(number <= MOST_REPORT_ROWS, TABLE_TOO_LONG, most=MOST_REPORT_ROWS)
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        raise Refused(NO_TABLE) from error


def _decoded(content: bytes) -> str:
    """UTF-8, or what older spreadsheets write on Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
