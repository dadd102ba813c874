"""Each room its own process on given NATS and MongoDB, as the containers of docker-compose.yml run them."""

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest

from shared.host import connect, disconnect
from tests.faults.apart import rooms_apart
from tests.faults.processes import LAHIO
from tests.standins import mongodb


def lahio(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LAHIO, *words], capture_output=True, text=True, timeout=90, check=False)  # noqa: S603


async def public_events_for_outsiders(folder: Path) -> int:
    """In the mirror that belongs to their account."""
    password = (folder / "secrets" / "nats-outsiders-password").read_text()
    address = os.environ["LAHIO_NATS_URL"].rpartition("@")[2]
    nc = await connect(f"nats://outsider:{password}@{address}", "test")
    try:
        return (await nc.jetstream().stream_info("PUBLIC")).state.messages
    finally:
        await disconnect(nc)


async def test_a_round_runs_over_rooms_of_their_own_on_mongodb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mongodb(tmp_path) as mongo:
        monkeypatch.setenv("LAHIO_MONGO_URI", mongo.url)
        async with rooms_apart(tmp_path, monkeypatch, "--mongo", mongo.url) as (url, rooms):
            replay = await asyncio.to_thread(lahio, "replay", "--url", url, "--json")
            assert replay.returncode == 0, replay.stderr
            assert json.loads(replay.stdout)["outcome"] == "same"
            assert await public_events_for_outsiders(tmp_path) > 0
            for room in rooms:
                assert (await asyncio.to_thread(lahio, "status", room)).returncode == 0, room
            rebuilt = await asyncio.to_thread(lahio, "rebuild", "ideas", "participation")
            assert rebuilt.returncode == 0, rebuilt.stderr
            rooms["voting"].stop()
            assert (await asyncio.to_thread(lahio, "status", "voting")).returncode == 1
