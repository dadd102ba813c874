"""Which database a URL names."""

from pathlib import Path

from shared.views import ViewStore
from shared.views.mongodb import MongoViews
from shared.views.sqlite import SqliteViews


def open_views(url: str, room: str) -> ViewStore:
    """`sqlite:<directory>` keeps a room's views in a file there, `mongodb://…` in the database `lahio_<room>`."""
    if url.startswith("sqlite:"):
        return SqliteViews(Path(url.removeprefix("sqlite:")), room)
    return MongoViews(url, room)
