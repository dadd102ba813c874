"""Runs any number of rooms in one process over one connection to NATS."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from time import monotonic
from urllib.parse import urlsplit

import nats.errors
from nats.aio.client import Client

from shared.log import declare_streams, persistently
from shared.room import Room
from shared.service import Service
from shared.settings import Settings
from shared.telemetry import log
from shared.views.opening import open_views

SILENCE = 30.0  # seconds between two words about the same trouble
WhenOpen = Callable[[Client], Awaitable[None]]


async def connect(url: str, name: str, client: Client | None = None) -> Client:
    """A connection that outlives a server: it reconnects for ever. `client` is one of a kind of its own."""

    told: dict[str, float] = {}

    async def on_error(error: Exception) -> None:
        text = str(error) or type(error).__name__
        if monotonic() > told.get(text, 0.0) + SILENCE:  # five times a second it would be no help
            told[text] = monotonic()
            log.warning("NATS does not answer", server=urlsplit(url).netloc.rpartition("@")[2], error=text)

    nc = client or Client()
    await nc.connect(
        url,
        name=name,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,  # type: ignore[arg-type]  # it sleeps as long
        ping_interval=10,
        error_cb=on_error,
        skip_subject_validation=True,  # all subjects are made of checked ids
    )
    return nc


async def disconnect(nc: Client) -> None:
    """Also from a server that has just died, of which the client complains."""
    with suppress(OSError, nats.errors.Error):
        await nc.close()


async def run(services: Iterable[Service], settings: Settings, when_open: WhenOpen) -> None:
    """Until cancelled; `when_open` is done once all rooms answer."""
    nc = await connect(settings.nats_url, "lahio")
    try:
        await persistently(nc, lambda: declare_streams(nc))
        async with asyncio.TaskGroup() as group:
            rooms = [Room(service, nc, open_views(settings.views_url, service.name), settings) for service in services]
            for room in rooms:
                group.create_task(_run(room), name=room.service.name)
            for room in rooms:
                await room.open.wait()
            await when_open(nc)
    finally:
        await disconnect(nc)


async def _run(room: Room) -> None:
    try:
        await room.run()
    finally:
        await room.views.close()
