"""Figures on what went on: counted from the events of all rooms, never asked of them."""

from services.analytics import participation, reports
from shared.service import Service

service = Service("analytics", queries={**participation.QUERIES, **reports.QUERIES}, views=(participation.VIEW,))
