"""The disk fills up under a running instance: residents are told, nothing is lost, and with space it goes on."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from cli.client import Problem, front_door
from shared.messages import Role
from tests.deploy.test_data_folder import mounted
from tests.faults.processes import Instance, instance

IDEAS = "/areas/petonen/rounds/petonen-2027/ideas"


async def give(running: Instance, title: str) -> None:
    """Waits as long as the client does: a minute."""
    async with front_door(running.url) as door:
        person = await door.sign_in("Aino", Role.RESIDENT, "petonen")
        await person.post(IDEAS, {"title": title, "text": ""})


async def give_many(running: Instance) -> None:
    """More than the log has laid hands on already."""
    async with front_door(running.url) as door:
        for number in range(40):
            person = await door.sign_in(f"Aino {number}", Role.RESIDENT, "petonen")
            await asyncio.gather(*(person.post(IDEAS, {"title": f"{n}", "text": "x" * 5000}) for n in range(50)))


async def titles(running: Instance) -> set[str]:
    async with front_door(running.url) as door:
        moderator = await door.sign_in("Maija", Role.MODERATOR, "petonen")
        page = await moderator.get(f"{IDEAS}?status=submitted&limit=100")
    return {item["title"] for item in page["items"]}


def fill(file: Path) -> None:
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(bytes(1 << 16)):
            pass


async def test_an_instance_outlives_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mounted(tmp_path / "data", "size=120m"), instance(tmp_path) as running:
        await asyncio.to_thread(running.process.wait_until_it_says, "Lähiö is open")
        await give(running, "before")
        filler = tmp_path / "data" / "filler"
        fill(filler)
        monkeypatch.setattr("cli.client.PATIENCE", 3.0)
        with pytest.raises(Problem):
            await give_many(running)
        filler.unlink()
        await asyncio.sleep(5)
        monkeypatch.undo()
        await give(running, "after")
        assert await titles(running)
