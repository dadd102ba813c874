"""Figures on what went on: counted from the events of all rooms, never asked of them."""

from services.analytics.participation import QUERIES, VIEW
from shared.service import Service

service = Service("analytics", queries=QUERIES, views=(VIEW,))
