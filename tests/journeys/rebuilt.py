"""Every view follows from the log alone: built anew it holds the same documents, field by field."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from nats.aio.client import Client

from shared.projections import View
from shared.rebuild import rebuild
from shared.service import Service
from shared.views import ViewStore
from shared.views.opening import open_views
from tests.running import until


async def assert_views_follow_from_the_log(nc: Client, services: tuple[Service, ...], views: Path, anew: Path) -> int:
    """How many documents were compared."""
    compared = 0
    for service in services:
        fresh, live = (open_views(f"sqlite:{folder}", service.name) for folder in (anew, views))
        for view in service.views:
            await _rebuilt(view, fresh, live, nc)
            built = _documents(anew, service.name, view.name)
            assert _documents(views, service.name, view.name) == built, view.name
            compared += len(built)
        await fresh.close()
        await live.close()
    return compared


async def _rebuilt(view: View, fresh: ViewStore, live: ViewStore, nc: Client) -> None:
    await rebuild([view], fresh, nc, lambda *_: None)
    end = await fresh.position(view.name)
    await until(lambda: live.position(view.name), lambda position: position >= end)


def _documents(folder: Path, room: str, view: str) -> dict[str, Any]:
    with closing(sqlite3.connect(folder / f"{room}.db")) as db:
        rows = db.execute(f'SELECT id, document FROM "{view}"')  # noqa: S608 - a name of our own
        return {id_: json.loads(document) for id_, document in rows}
