"""Rows out of an XLSX workbook: its first sheet, read row by row."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date

from openpyxl import load_workbook

from shared.contracts.imports import UNREADABLE
from shared.messages import Refused, require

MOST_UNPACKED = 50 * 1024 * 1024  # bytes: an archive of half a megabyte can say it holds a thousand times more


def is_one(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def rows(content: bytes) -> Iterator[Iterable[str]]:
    """Raises `Refused`, whatever the bytes are."""
    try:
        _require_small(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(cell) for cell in row]
    except Refused:
        raise
    except Exception as error:  # the library lets through what its parts raise
        raise Refused(UNREADABLE) from error


def _require_small(content: bytes) -> None:
    """Of each part as it is unpacked, not as the archive says it is."""
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            with archive.open(part) as opened:
                left -= len(opened.read(left + 1))
            require(left >= 0, UNREADABLE)


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
