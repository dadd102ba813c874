"""The published language of each room: nothing else of a room may be known outside it."""

import pkgutil
from importlib import import_module


def load_all() -> None:
    """Import every contract, for those who must know all aggregates."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
