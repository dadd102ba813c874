"""`lahio report turnout|education FILE.csv`: a report out of a table of raw figures."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from services.analytics.reports.education import education
from services.analytics.reports.turnout import turnout
from shared.contracts.reports import MOST_REPORT, EducationReport, TurnoutReport
from shared.messages import Refused
from shared.texts import Language, text

Report = TurnoutReport | EducationReport

REPORTS: Mapping[str, tuple[Callable[[bytes], Report], str]] = {
    "turnout": (turnout, "municipalities by turnout (municipality,turnout_percent,entitled)"),
    "education": (education, "active participants by education (level,share_percent,activity_percent)"),
}


def add_arguments(parser: ArgumentParser) -> None:
    reports = parser.add_subparsers(dest="report", required=True, metavar="REPORT")
    for name, (_, summary) in REPORTS.items():
        one = reports.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        one.add_argument("file", type=Path, metavar="FILE.csv", help="a table of raw figures")
        one.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: Namespace) -> int:
    """0, or 1 where the file cannot be read or a figure in it makes no sense."""
    make, _ = REPORTS[args.report]
    try:
        made = make(_read(args.file))
    except OSError as error:
        print(f"lahio report: {error}", file=sys.stderr)
        return 1
    except Refused as refused:
        refusal = refused.refusal
        said = text(Language.ENGLISH, refusal.reason.text, refusal.values)
        print(f"{args.file}: {said}", file=sys.stderr)
        return 1
    if args.json:
        print(msgspec.json.encode(made).decode())
    else:
        Console(highlight=False, markup=False).print(_table(made))
    return 0


def _read(path: Path) -> bytes:
    """No more than shows that it is too much."""
    with path.open("rb") as file:
        return file.read(MOST_REPORT + 1)


def _table(report: Report) -> Table:
    match report:
        case TurnoutReport():
            return _turnout(report)
        case EducationReport():
            return _education(report)


def _turnout(report: TurnoutReport) -> Table:
    table = _headed("turnout by municipality", "municipality", "rank", "turnout %", "entitled")
    for row in report.rows:
        table.add_row(row.municipality, str(row.rank), row.turnout_percent, f"{row.entitled:,}".replace(",", " "))
    return table


def _education(report: EducationReport) -> Table:
    table = _headed("active participants by education", "level", "share %", "activity %", "active %")
    for row in report.rows:
        table.add_row(row.level, row.share_percent, row.activity_percent, row.active_percent)
    table.add_section()
    table.add_row("together", "", "", report.active_percent, style="bold")
    return table


def _headed(title: str, name: str, *figures: str) -> Table:
    table = Table(title=title, box=SIMPLE, pad_edge=False)
    table.add_column(name, min_width=10)
    for figure in figures:
        table.add_column(figure, justify="right", no_wrap=True)
    return table
