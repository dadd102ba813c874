"""A running instance: a real NATS server and the real rooms, behind the gateway on a free port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from nats.aio.client import Client

from services import analytics, areas, gateway, ideas, notifications, voting
from shared.host import run
from shared.service import Service
from shared.settings import Settings
from tests.gateway.front_door import Site

ROOMS = (areas.service, ideas.service, voting.service, notifications.service, analytics.service, gateway.service)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    port = free_port()
    return replace(settings, port=port, public_url=f"http://127.0.0.1:{port}", mail_folder=tmp_path / "mail")


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[Site]:
    async with opened(settings) as site:
        yield site


@pytest.fixture
async def site_without_demo(settings: Settings) -> AsyncIterator[Site]:
    async with opened(replace(settings, demo=False)) as site:
        yield site


@contextlib.asynccontextmanager
async def opened(settings: Settings, *more: Service) -> AsyncIterator[Site]:
    is_open: asyncio.Future[Client] = asyncio.get_running_loop().create_future()

    async def when_open(nc: Client) -> None:
        is_open.set_result(nc)

    def fail(task: asyncio.Task[None]) -> None:
        if not is_open.done():
            is_open.set_exception(task.exception() or EOFError())

    running = asyncio.create_task(run((*ROOMS, *more), settings, when_open))
    running.add_done_callback(fail)
    try:
        nc = await is_open
        async with aiohttp.ClientSession(settings.public_url) as http:
            yield Site(http, settings, nc)
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
