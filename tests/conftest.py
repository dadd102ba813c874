"""Real servers for every test that needs one: a `nats-server` of its own, started in milliseconds."""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings as properties
from nats.aio.client import Client

from deploy import nats_server
from deploy.nats_server import NatsServer
from shared.host import connect, disconnect
from shared.log import declare_streams
from shared.settings import Settings

properties.register_profile("at work", deadline=None)  # other tests run at the same time
properties.load_profile("at work")

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own there
ROOM_BYTES = 2 << 30
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
    # A thousand stores and databases are made and thrown away: each would wait for the disk.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture
async def log_server(tmp_path: Path) -> AsyncIterator[NatsServer]:
    """Without a flush per write, which these tests do not depend on, and killed, as it has nothing to keep."""
    async with nats_server.start(tmp_path, sync="default") as running:
        yield running
        os.kill(running.pid, signal.SIGKILL)


@pytest.fixture
async def nc(log_server: NatsServer) -> AsyncIterator[Client]:
    client = await connect(log_server.url, "test")
    await declare_streams(client)
    yield client
    await disconnect(client)


@pytest.fixture
def settings(log_server: NatsServer, tmp_path: Path) -> Settings:
    return Settings(
        nats_url=log_server.url,
        views_url=f"sqlite:{tmp_path / 'views'}",
        smtp_url="",
        mail_from="lahio@localhost",
        public_url="http://localhost",
        port=0,
        secret=b"a secret of this test alone",
        ballot_secret=b"another secret of this test alone",
        survey_secret=b"a third secret of this test alone",
        demo=True,
    )
