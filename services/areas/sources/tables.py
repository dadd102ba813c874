"""Rows out of a file: CSV as spreadsheets write it."""

import csv
import io
from collections.abc import Iterable
from itertools import islice

from services.areas.domain.upload import Rows
from services.areas.sources import workbook
from shared.contracts.imports import TOO_MANY_ROWS, UNREADABLE
from shared.messages import Refused, require

MOST_ROWS = 5_000
MOST_COLUMNS = 50


def rows_of(content: bytes) -> Rows:
    """Raises `Refused`."""
    return bounded(workbook.rows(content) if workbook.is_one(content) else _csv(content))


def bounded(rows: Iterable[Iterable[str]]) -> Rows:
    read = [list(islice(row, MOST_COLUMNS)) for row in islice(rows, MOST_ROWS + 2)]
    require(len(read) <= MOST_ROWS + 1, TOO_MANY_ROWS, most=MOST_ROWS)
    return read


def _csv(content: bytes) -> Iterable[list[str]]:
    text = _text(content)
    require("\0" not in text, UNREADABLE)
    heading = text.partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Refused(UNREADABLE) from error


def _text(content: bytes) -> str:
    """UTF-8, or what older spreadsheets write on Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
