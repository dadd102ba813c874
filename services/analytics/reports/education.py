"""How many of all people are active, by education: what a level weighs times how active those are who have it."""

from decimal import ROUND_HALF_UP, Decimal

from services.analytics.reports.table import Row, rows
from shared.contracts.indicators import Number
from shared.contracts.reports import SHARES_OVER_ALL, ActiveLevel, EducationReport
from shared.messages import require

LEVEL, SHARE, ACTIVITY = COLUMNS = ("level", "share_percent", "activity_percent")
ONE_DECIMAL = Decimal("0.1")
MOST_ROUNDED = Decimal("0.05")  # what each share may have been rounded up by


def education(content: bytes) -> EducationReport:
    """Raises `Refused`."""
    read = rows(content, COLUMNS)
    total = sum((row.percentage(SHARE) for row in read), Decimal(0))
    require(total <= 100 + MOST_ROUNDED * len(read), SHARES_OVER_ALL, column=SHARE, total=f"{total:f}")
    active = sum((_active(row) for row in read), Decimal(0))
    return EducationReport(tuple(_level(row) for row in read), _rounded(active))


def _level(row: Row) -> ActiveLevel:
    share, activity = row.percentage(SHARE), row.percentage(ACTIVITY)
    return ActiveLevel(row.text(LEVEL), f"{share:f}", f"{activity:f}", _rounded(_active(row)))


def _active(row: Row) -> Decimal:
    return row.percentage(SHARE) * row.percentage(ACTIVITY) / 100


def _rounded(exact: Decimal) -> Number:
    return f"{exact.quantize(ONE_DECIMAL, ROUND_HALF_UP):f}"
