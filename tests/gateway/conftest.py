"""A running instance: a real NATS server and the real rooms, behind the gateway on a free port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from deploy.nats_server import start
from services import areas, gateway, ideas, voting
from shared.host import run
from shared.settings import Settings
from tests.gateway.browser import Site


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with start(tmp_path, sync="default") as nats:
        port = _free_port()
        settings = Settings(
            nats_url=nats.url,
            views_url=f"sqlite:{tmp_path / 'views'}",
            smtp_url="",
            mail_from="",
            public_url=f"http://127.0.0.1:{port}",
            port=port,
            secret=b"a secret of thirty-two bytes, 32",
            demo=True,
            mail_folder=tmp_path / "mail",
        )
        services = (areas.service, ideas.service, voting.service, gateway.service)
        running = asyncio.create_task(run(services, settings))
        async with aiohttp.ClientSession(settings.public_url) as http:
            site = Site(http, settings)
            await site.until_ready(running)
            yield site
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
