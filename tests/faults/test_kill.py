"""Kill -9 any one process at a random moment of a replay and start it again: the outcome is the undisturbed one."""

import asyncio
import json
import random
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from cli.bench.running import free_port
from deploy import nats_server
from tests.faults.conftest import Replay
from tests.faults.processes import LAHIO, Instance, Up

ROOMS = ("areas", "ideas", "voting", "gateway")


@pytest.fixture
def moment(undisturbed: Replay) -> float:
    """When the blow falls, in seconds; a test that fails shows it."""
    return undisturbed.seconds * random.uniform(0.15, 0.9)  # noqa: S311


async def replayed(election: Path, url: str, moment: float, blow: Callable[[], None]) -> dict[str, Any]:
    """What a replay tells that met with a `blow`."""
    replay = await asyncio.create_subprocess_exec(*LAHIO, "replay", str(election), "--url", url, "--json", stdout=PIPE)
    await asyncio.sleep(moment)
    assert replay.returncode is None, "the replay was over before the blow"
    await asyncio.to_thread(blow)
    told, _ = await replay.communicate()
    comparison: dict[str, Any] = json.loads(told)
    return comparison


def outcome(told: dict[str, Any]) -> dict[str, Any]:
    return {key: told[key] for key in ("outcome", "selected", "official", "ballots", "cast", "refused")}


async def test_the_whole_instance_is_killed(lahio: Instance, undisturbed: Replay, moment: float) -> None:
    told = await replayed(undisturbed.election, lahio.url, moment, lahio.restart)
    assert outcome(told) == outcome(undisturbed.told)


async def test_the_nats_server_is_killed(lahio: Instance, undisturbed: Replay, moment: float) -> None:
    told = await replayed(undisturbed.election, lahio.url, moment, lahio.kill_nats)
    assert outcome(told) == outcome(undisturbed.told)


@pytest.mark.parametrize("victim", ["voting", "gateway"])
async def test_one_room_is_killed(
    victim: str, undisturbed: Replay, moment: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rooms_apart(tmp_path, monkeypatch) as (url, rooms):
        told = await replayed(undisturbed.election, url, moment, rooms[victim].restart)
    assert outcome(told) == outcome(undisturbed.told)


@asynccontextmanager
async def rooms_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Up]]]:
    """Each room a process of its own, as in a deployment."""
    secret, port = folder / "secret", free_port()
    secret.write_text("a secret of this test, and of it alone")
    monkeypatch.setenv("LAHIO_SECRET_FILE", str(secret))
    url, more = f"http://127.0.0.1:{port}", {"gateway": ("--demo", "--port", str(port))}
    async with AsyncExitStack() as stack:
        nats = await stack.enter_async_context(nats_server.start(folder, sync="default"))
        rooms = {
            name: Up(folder / f"{name}.log", name, "--nats", nats.url, "--data", str(folder), *more.get(name, ()))
            for name in ROOMS
        }
        for room in rooms.values():
            room.start()
            stack.callback(room.stop)
        await asyncio.to_thread(rooms["gateway"].wait_until_ready, url)
        yield url, rooms
