"""Which database a URL names."""

from pathlib import Path

from shared.views import ViewStore
from shared.views.sqlite import SqliteViews


def open_views(url: str, room: str) -> ViewStore:
    """`sqlite:<directory>` keeps a room's views in a file there, `mongodb://…` in the database `lahio_<room>`."""
    if url.startswith("sqlite:"):
        return SqliteViews(Path(url.removeprefix("sqlite:")), room)
    from shared.views.mongodb import MongoViews  # a third of a second that SQLite needs not spend

    return MongoViews(url, room)
