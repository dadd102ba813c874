"""Municipalities in the order of their turnout."""

from services.analytics.reports.table import rows
from shared.contracts.reports import RankedTurnout, TurnoutReport

MUNICIPALITY, PERCENT, ENTITLED = COLUMNS = ("municipality", "turnout_percent", "entitled")


def turnout(content: bytes) -> TurnoutReport:
    """Equals share a rank and stand as in the table. Raises `Refused`."""
    read = [(row.percentage(PERCENT), row.count(ENTITLED), row.text(MUNICIPALITY)) for row in rows(content, COLUMNS)]
    read.sort(key=lambda one: -one[0])
    order = [percent for percent, _, _ in read]
    ranked = (
        RankedTurnout(order.index(percent) + 1, municipality, f"{percent:f}", entitled)
        for percent, entitled, municipality in read
    )
    return TurnoutReport(tuple(ranked))
