"""Each room a process of its own, as in a deployment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import pytest

from cli.bench.running import free_port
from deploy import nats_server
from deploy.mail_server import mail_catcher
from services.rooms import NAMES
from tests.faults.processes import Up


@asynccontextmanager
async def rooms_apart(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *views: str
) -> AsyncIterator[tuple[str, dict[str, Up]]]:
    """`views` says where they keep their views. Yields the gateway's address and the rooms by name."""
    secret, port = folder / "secret", free_port()
    secret.write_text("a secret of this test, and of it alone")
    url, more = f"http://127.0.0.1:{port}", {"gateway": ("--demo", "--port", str(port))}
    async with nats_server.start(folder, sync="default") as nats, mail_catcher(folder / "mail") as smtp_url:
        monkeypatch.setenv("LAHIO_NATS_URL", nats.url)
        monkeypatch.setenv("LAHIO_SMTP_URL", smtp_url)
        monkeypatch.setenv("LAHIO_SECRET_FILE", str(secret))
        monkeypatch.setenv("LAHIO_BALLOT_SECRET_FILE", str(secret))
        monkeypatch.setenv("LAHIO_SURVEY_SECRET_FILE", str(secret))
        rooms = {name: Up(folder / f"{name}.log", name, *views, *more.get(name, ())) for name in NAMES}
        with ExitStack() as stack:
            for room in rooms.values():
                room.start()
                stack.callback(room.stop)
            await asyncio.to_thread(rooms["gateway"].wait_until_ready, url)
            yield url, rooms
