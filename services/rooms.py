"""All rooms, by name. Imported one by one, so that a process loads only those it runs."""

from collections.abc import Iterable
from importlib import import_module

from shared.service import Service
from shared.settings import Unusable

NAMES = ("areas", "ideas", "voting", "notifications", "analytics", "gateway")


def require(names: Iterable[str]) -> None:
    """Raises `Unusable` for a name that no room has."""
    unknown = ", ".join(sorted(set(names) - set(NAMES)))
    if unknown:
        raise Unusable(f"There is no room {unknown}; there are {', '.join(NAMES)}.")


def load(names: Iterable[str]) -> list[Service]:
    return [import_module(f"services.{name}").service for name in names]
