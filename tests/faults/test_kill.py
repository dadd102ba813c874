"""Kill -9 any one process at a random moment of a replay and start it again: the outcome is the undisturbed one."""

import asyncio
import json
import random
from asyncio.subprocess import PIPE
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.apart import rooms_apart
from tests.faults.conftest import Replay
from tests.faults.processes import LAHIO, Instance, wait_until_a_replay_has_begun


@dataclass(frozen=True)
class Blow:
    """Falls at a random moment, for which `share` of an undisturbed replay's time has passed; failures show it."""

    undisturbed: Replay
    share: float

    async def during_a_replay(self, url: str, strike: Callable[[], None]) -> dict[str, Any]:
        """What the replay tells; one that was over before the blow proves nothing and is held again."""
        command = (*LAHIO, "replay", str(self.undisturbed.election), "--url", url, "--json")
        while True:
            replay = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
            await asyncio.to_thread(wait_until_a_replay_has_begun, url)
            await asyncio.sleep(self.share * self.undisturbed.seconds)
            if replay.returncode is None:
                break
        await asyncio.to_thread(strike)
        told, _ = await replay.communicate()
        comparison: dict[str, Any] = json.loads(told)
        return comparison


@pytest.fixture
def blow(undisturbed: Replay) -> Blow:
    return Blow(undisturbed, random.uniform(0, 0.8))  # noqa: S311


def outcome(told: dict[str, Any]) -> dict[str, Any]:
    return {key: told[key] for key in ("outcome", "selected", "official", "ballots", "cast", "refused")}


async def test_the_whole_instance_is_killed(lahio: Instance, blow: Blow) -> None:
    told = await blow.during_a_replay(lahio.url, lahio.restart)
    assert outcome(told) == outcome(blow.undisturbed.told)


async def test_the_nats_server_is_killed(lahio: Instance, blow: Blow) -> None:
    told = await blow.during_a_replay(lahio.url, lahio.kill_nats)
    assert outcome(told) == outcome(blow.undisturbed.told)


@pytest.mark.parametrize("victim", ["voting", "gateway"])
async def test_one_room_is_killed(victim: str, blow: Blow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with rooms_apart(tmp_path, monkeypatch, "--data", str(tmp_path)) as (url, rooms):
        told = await blow.during_a_replay(url, rooms[victim].restart)
    assert outcome(told) == outcome(blow.undisturbed.told)
