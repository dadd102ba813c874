"""Reports out of a table of raw figures (CSV): published language of the analytics room. Nothing is stored."""

from typing import ClassVar

import msgspec

from shared.contracts.indicators import Number
from shared.messages import Kind, Query, Reason

MOST_REPORT = 512 * 1024  # bytes
MOST_REPORT_ROWS = 5_000


class RankedTurnout(msgspec.Struct, frozen=True):
    """`rank` 1 has the highest turnout; equals share a rank. The percentage is as the table gives it."""

    rank: int
    municipality: str
    turnout_percent: Number
    entitled: int


class TurnoutReport(msgspec.Struct, frozen=True):
    rows: tuple[RankedTurnout, ...]


class ActiveLevel(msgspec.Struct, frozen=True):
    """`active_percent` of all people have this level of education and are active: share × activity, to one decimal."""

    level: str
    share_percent: Number
    activity_percent: Number
    active_percent: Number


class EducationReport(msgspec.Struct, frozen=True):
    """`active_percent` is of the exact sum, rounded once."""

    rows: tuple[ActiveLevel, ...]
    active_percent: Number


class ReportTurnout(Query[TurnoutReport], frozen=True, kw_only=True):
    """Municipalities by turnout: columns municipality, turnout_percent, entitled."""

    service: ClassVar[str] = "analytics"
    content: bytes


class ReportEducation(Query[EducationReport], frozen=True, kw_only=True):
    """Active participants by education: columns level, share_percent, activity_percent."""

    service: ClassVar[str] = "analytics"
    content: bytes


# Why a table cannot be read; `row` 1 is the heading

TABLE_TOO_LARGE = Reason("table_too_large", Kind.INVALID, "The table is larger than {most} bytes.")
TABLE_TOO_LONG = Reason("table_too_long", Kind.INVALID, "The table has more than {most} rows.")
NO_TABLE = Reason("no_table", Kind.INVALID, "The file is no CSV table.")
NO_SUCH_COLUMN = Reason("no_such_column", Kind.INVALID, "Row 1: the column {column} is missing.")
COLUMN_TWICE = Reason("column_twice", Kind.INVALID, "Row 1: the column {column} stands there twice.")
EMPTY_TABLE = Reason("empty_table", Kind.INVALID, "The table has no rows below its heading.")
UNEVEN_ROW = Reason(
    "uneven_row", Kind.INVALID, "Row {row} has {cells} cells, the heading {columns}. A comma in a number needs quotes."
)
EMPTY_CELL = Reason("empty_cell", Kind.INVALID, "Row {row}, column {column}: nothing stands here.")
NO_PERCENTAGE = Reason(
    "no_percentage", Kind.INVALID, "Row {row}, column {column}: this is no percentage from 0 to 100: {text}."
)
NO_COUNT = Reason("no_count", Kind.INVALID, "Row {row}, column {column}: this is no whole number: {text}.")
TWICE_IN_TABLE = Reason(
    "twice_in_table", Kind.INVALID, "Row {row}, column {column}: {text} stands in row {first}, too."
)
SHARES_OVER_ALL = Reason(
    "shares_over_all", Kind.INVALID, "Column {column}: the shares together are {total} %, more than all."
)
