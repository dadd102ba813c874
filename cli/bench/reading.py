"""Part of `lahio bench count`: a closed round's ballots read from a real log, beside merely fetching the same."""

import tempfile
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
import uvloop

from cli.bench.ballots import Publish, commit, guarded_publish
from cli.bench.election import invented
from cli.client import each
from deploy import nats_server
from services.voting.ballot_box import read_box
from shared.bulk import read_range
from shared.contracts.voting import BALLOT, Choice, VoteCast
from shared.host import connect
from shared.log import declare_streams, last_position
from shared.requests import new_id

AREA, ROUND = "bench", "bench-round"
TURNS = 3  # of each kind, in turn


class Reading(msgspec.Struct, frozen=True):
    """Ballots a second, medians of the turns: read as the count does, and fetched and thrown away."""

    ballots: int
    per_second: float
    raw_per_second: float


def read(ballots: int) -> Reading:
    return uvloop.run(_measure(ballots))


async def _measure(ballots: int) -> Reading:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with nats_server.start(Path(folder), sync="default") as server:
            last = await _write(server.url, ballots)
            turns = [(await _read(server.url, last), await _fetch(server.url, last)) for _ in range(TURNS)]
    reading, fetching = zip(*turns, strict=True)
    return Reading(ballots, round(ballots / median(reading), 1), round(ballots / median(fetching), 1))


async def _write(url: str, ballots: int) -> int:
    nc = await connect(url, "lahio-bench")
    try:
        await declare_streams(nc)
        await each(_closed_round(ballots), guarded_publish(nc))
        return await last_position(nc)
    finally:
        await nc.close()


def _closed_round(ballots: int) -> Iterator[Publish]:
    election = invented(ballots)
    proposals = {project.id: new_id() for project in election.projects}
    for ballot in election.ballots:
        choices = tuple(Choice(proposals[id_]) for id_ in ballot.choices)
        yield commit(BALLOT.subject(AREA, new_id()), VoteCast(round=ROUND, choices=choices, revision=1))


async def _read(url: str, last: int) -> float:
    begun = perf_counter()
    newest = await read_box(url, AREA, ROUND, 1, last)
    seconds = perf_counter() - begun
    if len(newest) != last:
        raise RuntimeError(f"{len(newest)} of {last} ballots were read")
    return seconds


async def _fetch(url: str, last: int) -> float:
    begun = perf_counter()
    async with aclosing(read_range(url, [BALLOT.subject(AREA, "*")], 1, last)) as batches:
        async for _ in batches:
            pass
    return perf_counter() - begun
