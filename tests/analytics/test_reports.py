"""The two tables of the pilot's documents, out of their raw figures."""

import pytest

from services.analytics.reports.education import education
from services.analytics.reports.turnout import turnout
from shared.contracts.reports import (
    COLUMN_TWICE,
    EMPTY_CELL,
    EMPTY_TABLE,
    MOST_REPORT,
    NO_COUNT,
    NO_PERCENTAGE,
    NO_SUCH_COLUMN,
    NO_TABLE,
    SHARES_OVER_ALL,
    TABLE_TOO_LARGE,
    TWICE_IN_TABLE,
    UNEVEN_ROW,
    RankedTurnout,
)
from shared.messages import Reason, Refused

TURNOUT = "municipality,turnout_percent,entitled\nKajaani,46.50,29907\nKuopio,49.70,98909\nLapinlahti,49.60,7689\n"
EDUCATION = "level,share_percent,activity_percent\nbasic,34.3,34.1\nsecondary,44.5,30.3\nhigher,21.2,21.6\n"


def test_municipalities_are_ranked_by_turnout() -> None:
    assert turnout(TURNOUT.encode()).rows == (
        RankedTurnout(1, "Kuopio", "49.70", 98909),
        RankedTurnout(2, "Lapinlahti", "49.60", 7689),
        RankedTurnout(3, "Kajaani", "46.50", 29907),
    )


def test_equals_share_a_rank() -> None:
    read = turnout(b"municipality,turnout_percent,entitled\nA,40,1\nB,50.0,1\nC,50.00,1\n").rows
    assert [(row.rank, row.municipality) for row in read] == [(1, "B"), (1, "C"), (3, "A")]


def test_active_participants_by_education_are_share_times_activity() -> None:
    report = education(EDUCATION.encode())
    assert [row.active_percent for row in report.rows] == ["11.7", "13.5", "4.6"]
    assert report.active_percent == "29.8"


def test_the_whole_is_rounded_once_and_half_goes_up() -> None:
    report = education(b"level,share_percent,activity_percent\na,50,0.5\nb,50,0.5\nc,0,0\n")
    assert [row.active_percent for row in report.rows] == ["0.3", "0.3", "0.0"]
    assert report.active_percent == "0.5"


def test_a_file_as_a_finnish_spreadsheet_writes_it_says_the_same() -> None:
    finnish = "\ufeff" + TURNOUT.replace(",", ";").replace(".", ",").replace("98909", "98\u00a0909")
    assert turnout(finnish.replace("\n", "\r\n").encode()) == turnout(TURNOUT.encode())
    assert turnout(b"\r\n \r\n" + TURNOUT.encode()) == turnout(TURNOUT.encode())
    windows = "municipality;turnout_percent;entitled\nJyväskylä;46,5 %;118 000\n".encode("cp1252")
    assert turnout(windows).rows == (RankedTurnout(1, "Jyväskylä", "46.5", 118_000),)


HEADING = "municipality,turnout_percent,entitled\n"


@pytest.mark.parametrize(
    ("content", "reason", "values"),
    [
        (b"", NO_TABLE, {}),
        (b"\x00\x01\x02", NO_TABLE, {}),
        (b"x" * (MOST_REPORT + 1), TABLE_TOO_LARGE, {"most": MOST_REPORT}),
        (b'a,b\n"' + b"x" * 200_000, NO_TABLE, {}),
        (b"municipality,entitled\nKuopio,1\n", NO_SUCH_COLUMN, {"column": "turnout_percent"}),
        (b"\xef\xbb\xbf", NO_TABLE, {}),
        (b"\n ; \n", NO_TABLE, {}),
        (
            b"municipality;turnout_percent;Turnout_percent;entitled\nKuopio;1;2;3\n",
            COLUMN_TWICE,
            {"column": "turnout_percent"},
        ),
        (HEADING.encode(), EMPTY_TABLE, {}),
        (f"{HEADING}Kuopio,49,70,98909\n".encode(), UNEVEN_ROW, {"row": 2, "cells": 4, "columns": 3}),
        (f"{HEADING}Kuopio,,98909\n".encode(), EMPTY_CELL, {"row": 2, "column": "turnout_percent"}),
        (
            f"{HEADING}Kuopio,100.01,98909\n".encode(),
            NO_PERCENTAGE,
            {"row": 2, "column": "turnout_percent", "text": "100.01"},
        ),
        (f"{HEADING}Kuopio,nan,1\n".encode(), NO_PERCENTAGE, {"row": 2, "column": "turnout_percent", "text": "nan"}),
        (f"{HEADING}Kuopio,-1,1\n".encode(), NO_PERCENTAGE, {"row": 2, "column": "turnout_percent", "text": "-1"}),
        (f"{HEADING}\nKuopio,1,1.5\n".encode(), NO_COUNT, {"row": 3, "column": "entitled", "text": "1.5"}),
        (
            f"{HEADING}Kuopio,1,1\nkuopio,2,1\n".encode(),
            TWICE_IN_TABLE,
            {"row": 3, "column": "municipality", "text": "kuopio", "first": 2},
        ),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_by_row_and_column(
    content: bytes, reason: Reason, values: dict[str, str | int]
) -> None:
    with pytest.raises(Refused) as refused:
        turnout(content)
    assert (refused.value.refusal.reason, refused.value.refusal.values) == (reason, values)


def test_shares_may_be_rounded_and_not_more_than_all() -> None:
    heading = "level,share_percent,activity_percent\n"
    assert education(f"{heading}a,33.4,1\nb,33.4,1\nc,33.3,1\n".encode()).active_percent == "1.0"
    with pytest.raises(Refused, match=SHARES_OVER_ALL.code):
        education(f"{heading}a,60,1\nb,50,1\n".encode())
    with pytest.raises(Refused, match=TWICE_IN_TABLE.code):
        education(f"{heading}a,60,1\nA ,40,1\n".encode())
