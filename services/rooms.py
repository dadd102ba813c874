"""All rooms, by name. Imported one by one, so that a process loads only those it runs."""

from collections.abc import Iterable
from importlib import import_module

from shared.service import Service

NAMES = ("areas", "ideas", "voting", "notifications", "analytics", "gateway")


def load(names: Iterable[str]) -> list[Service]:
    return [import_module(f"services.{name}").service for name in names]
