"""The time. Rooms read it from their settings, so that years of a programme can pass in a test."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)
