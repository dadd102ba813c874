from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy import nats_server
from deploy.nats_server import NatsServer


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[NatsServer]:
    async with nats_server.start(tmp_path) as running:
        yield running
