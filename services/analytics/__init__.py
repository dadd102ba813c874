"""Figures on what went on: counted from the events of all rooms, never asked of them."""

from services.analytics import funnel, lead_times, lineage, money, nodes, participation, reports
from shared.service import Service

TOLD_BY = (participation, funnel, lineage, lead_times, money, reports)

service = Service(
    "analytics",
    queries={query: tell for part in TOLD_BY for query, tell in part.QUERIES.items()},
    views=(participation.VIEW, funnel.VIEW, nodes.VIEW, money.VIEW),
)
