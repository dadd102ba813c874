"""Rows out of files, as spreadsheets write them and as nobody should."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from services.areas.domain.upload import Known, read
from services.areas.sources.tables import MOST_ROWS, rows_of
from shared.contracts.imports import (
    COLUMN_MISSING,
    FIGURE_TWICE,
    NO_LEVEL,
    NO_NUMBER,
    NO_ROWS,
    TOO_MANY_ROWS,
    UNREADABLE,
)
from shared.contracts.indicators import Level
from shared.messages import Refused

KNOWN = Known({"petonen": "petonen"}, {"unemployment": "unemployment"})
HEADING = ["Alue", "Hyvinvointitieto", "Vuosi", "Arvo"]


def workbook(*rows: list[object]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "alue;hyvinvointitieto;vuosi;arvo\nPetonen;unemployment;2025;9,5\n".encode("utf-8-sig"),
        b"area,indicator,year,value\r\nPetonen,unemployment,2025,9.5\r\n",
        "område\tindikator\tår\tvärde\nPETONEN\tunemployment\t2025\t9,50\n".encode("cp1252"),
        workbook([*HEADING], ["Petonen", "unemployment", 2025, 9.5]),
    ],
)
def test_a_table_reads_the_same_in_every_writing(content: bytes) -> None:
    preview = read(rows_of(content), KNOWN)
    assert preview.problems == ()
    (found,) = preview.figures
    assert (found.area, found.figure.year, float(found.figure.value or 0)) == ("petonen", 2025, 9.5)


@pytest.mark.parametrize("unknown", ["", ".", "..", "..."])
def test_what_is_not_told_is_unknown_and_never_zero(unknown: str) -> None:
    (found,) = read([HEADING, ["Petonen", "unemployment", "2025", unknown]], KNOWN).figures
    assert found.figure.value is None


def test_a_table_without_a_column_or_rows_says_so() -> None:
    assert [one.reason for one in read([HEADING[:3]], KNOWN).problems] == [COLUMN_MISSING]
    assert [one.reason for one in read([HEADING], KNOWN).problems] == [NO_ROWS]
    assert len(read([], KNOWN).problems) == 4


def test_a_figure_that_stands_twice_is_named_with_its_first_row() -> None:
    row = ["Petonen", "unemployment", "2025", "1"]
    (problem,) = read([HEADING, row, row], KNOWN).problems
    assert (problem.row, problem.reason, problem.values) == (3, FIGURE_TWICE, {"row": 2})


@pytest.mark.parametrize("text", ["-", "1 2 x", "NaN", "1e9", "9" * 30, "=1+1"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    (problem,) = read([HEADING, ["Petonen", "unemployment", "2025", text]], KNOWN).problems
    assert problem.reason == NO_NUMBER


def test_a_table_has_an_end() -> None:
    with pytest.raises(Refused, match=TOO_MANY_ROWS.code):
        rows_of(b"a;b\n" * (MOST_ROWS + 2))


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    assert len(file.getvalue()) < 100_000
    with pytest.raises(Refused, match=UNREADABLE.code):
        rows_of(file.getvalue())


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_no_bytes_break_it(junk: bytes, at: int) -> None:
    whole = workbook([*HEADING], ["Petonen", "unemployment", 2025, 9.5])
    for content in (junk, b"PK\x03\x04" + junk, whole[:at] + junk + whole[at + len(junk) :]):
        try:
            read(rows_of(content), KNOWN)
        except Refused as refused:
            assert refused.refusal.reason in {UNREADABLE, TOO_MANY_ROWS}  # noqa: PT017


@pytest.mark.parametrize("word", ["municipality", "Kunta", "kommun"])
def test_a_level_is_said_in_the_language_of_the_table(word: str) -> None:
    (found,) = read([[*HEADING, "Taso"], ["Petonen", "unemployment", "2025", "1", word]], KNOWN).figures
    assert found.figure.level is Level.MUNICIPALITY


def test_a_figure_without_a_level_speaks_of_the_neighbourhood_and_one_of_no_level_is_refused() -> None:
    rows = [
        [*HEADING, "Taso"],
        ["Petonen", "unemployment", "2025", "1", ""],
        ["Petonen", "unemployment", "2024", "1", "kuu"],
    ]
    preview = read(rows, KNOWN)
    assert [one.figure.level for one in preview.figures] == [Level.NEIGHBOURHOOD]
    assert [one.reason for one in preview.problems] == [NO_LEVEL]
