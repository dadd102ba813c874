"""Runs any number of rooms in one process over one connection to NATS."""

import asyncio
from collections.abc import Iterable

import nats
from nats.aio.client import Client

from shared.log import declare_streams
from shared.room import Room
from shared.service import Service
from shared.settings import Settings
from shared.telemetry import log
from shared.views import open_views


async def connect(url: str, name: str) -> Client:
    """A connection that outlives a server: it reconnects for ever."""

    async def on_error(error: Exception) -> None:
        log.warning("nats", error=str(error) or type(error).__name__)

    return await nats.connect(
        url,
        name=name,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,
        ping_interval=10,
        error_cb=on_error,
    )


async def run(services: Iterable[Service], settings: Settings) -> None:
    """Until cancelled."""
    nc = await connect(settings.nats_url, "lahio")
    try:
        await declare_streams(nc, settings.replicas)
        async with asyncio.TaskGroup() as group:
            for service in services:
                views = open_views(settings.views_url, service.name)
                group.create_task(Room(service, nc, views, settings).run(), name=service.name)
    finally:
        await nc.close()
