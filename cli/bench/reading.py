"""Part of `lahio bench count`: a closed round's ballots read from a real log and opened, beside only fetching them."""

import tempfile
from collections.abc import Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from statistics import median
from time import perf_counter

import msgspec
import uvloop

from cli.bench.ballots import Publish, commit, guarded_publish
from cli.bench.election import invented
from cli.client import each
from deploy import nats_server
from services.voting.ballot_box import Edition, cast_in
from services.voting.domain.sealing import Box, Marks, open_all
from services.voting.domain.terms import frozen
from shared.bulk import read_range
from shared.contracts.ballots import BALLOT, VoteCast
from shared.contracts.contests import WHOLE, Contest, RollCriteria
from shared.contracts.voting import Item
from shared.host import connect
from shared.log import declare_streams, last_position

AREA, ROUND = "bench", "bench-round"
BOX, SAID_BYTES = Box(b"k" * 32), 60
TERMS = frozen(
    edition=1,
    items=(Item("", "", 0),),
    contests=(Contest(WHOLE, "Kaikki", 0),),
    rivals=(),
    roll=RollCriteria(),
    closes_at=datetime.now(UTC),
    seed="",
)
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
    number = {project.id: at for at, project in enumerate(election.projects)}
    for ballot in election.ballots:
        marks: Marks = tuple(sorted((number[id_], 1) for id_ in ballot.choices))
        id_ = token_hex(16)
        sealed = BOX.seal(id_, 1, marks, SAID_BYTES)
        cast = VoteCast(round=ROUND, edition=1, sealed=sealed.content, receipt=sealed.receipt, revision=1, group=b"")
        yield commit(BALLOT.subject(AREA, id_), cast)


async def _read(url: str, last: int) -> float:
    begun = perf_counter()
    opened = open_all(BOX, (await cast_in(url, AREA, ROUND, Edition(TERMS, 1, last))).ballots).marks
    seconds = perf_counter() - begun
    if len(opened) != last:
        raise RuntimeError(f"{len(opened)} of {last} ballots were read")
    return seconds


async def _fetch(url: str, last: int) -> float:
    begun = perf_counter()
    async with aclosing(read_range(url, [BALLOT.subject(AREA, "*")], 1, last)) as batches:
        async for _ in batches:
            pass
    return perf_counter() - begun
