import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from cli.elections import SHIPPED
from shared.pabulib import read, write
from tests.faults.processes import LAHIO, Instance, instance

TIMES = 4  # each ballot of the shipped election, so that there is time for a blow


class Replay(NamedTuple):
    """A replay of `election` that nobody disturbed."""

    election: Path
    told: dict[str, Any]
    seconds: float


@pytest.fixture
def lahio(tmp_path: Path) -> Iterator[Instance]:
    with instance(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    folder = tmp_path_factory.mktemp("undisturbed")
    election = enlarged(folder / "election.pb")
    with instance(folder) as running:
        begun = time.monotonic()
        command = (*LAHIO, "replay", str(election), "--url", running.url, "--json")
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
        return Replay(election, json.loads(told), time.monotonic() - begun)


def enlarged(path: Path) -> Path:
    """The shipped election with every ballot cast by TIMES people."""
    shipped = read(SHIPPED)
    ballots = tuple(
        msgspec.structs.replace(ballot, voter_id=f"{ballot.voter_id}-{time}")
        for time in range(TIMES)
        for ballot in shipped.ballots
    )
    path.write_text(write(msgspec.structs.replace(shipped, ballots=ballots)))
    return path
