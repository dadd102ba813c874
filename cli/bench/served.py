"""Part of `lahio bench pages`: the gateway's own pages over HTTP, where an area has many ideas."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from statistics import quantiles

import aiohttp
import msgspec
from nats.aio.client import Client

from cli.bench.ballots import guarded_publish
from cli.bench.load import Slice, load
from cli.bench.running import instance
from cli.bench.talk import talk
from cli.client import each
from cli.instance import Note
from services.rooms import NAMES
from shared.host import connect
from shared.log import PUBLIC
from shared.status import ask_status

AREA, ROUND = "petonen", "petonen-2027"
PAGES = {
    "front": "/",
    "area": f"/areas/{AREA}",
    "ideas": f"/areas/{AREA}/ideas",
    "proposals": f"/areas/{AREA}/proposals",
    "map": f"/areas/{AREA}/map",
    "timeline": f"/areas/{AREA}/timeline",
    "figures": f"/areas/{AREA}/figures",
    "idea": f"/areas/{AREA}/ideas/idea1",
    "situation picture": f"/areas/{AREA}/picture",
    "packages": f"/areas/{AREA}/packages",
    "gatherings": f"/areas/{AREA}/gatherings",
    "comparison": "/areas/compare",
}
IN_FLIGHT = 16
BROWSER = {"Accept-Encoding": "gzip", "Accept-Language": "fi"}
OK = 200
PATIENCE = 120.0  # seconds
QUIET = 1.0  # seconds in which nothing moves any more

Get = Callable[[str], Awaitable[None]]


class Served(msgspec.Struct, frozen=True):
    """`p50_ms`, `p95_ms`: of one reader alone. `per_second`: with several at once."""

    p50_ms: float
    p95_ms: float
    per_second: float


class Gateway(msgspec.Struct, frozen=True):
    """`together`: all pages in turn. `errors`: answers that were no page."""

    ideas: int
    pages: Mapping[str, Served]
    together: float
    errors: int
    client_cpu: float


async def measure(ideas: int, times: int) -> Gateway:
    """`times` each page."""
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with instance(Path(folder), "--sync", "default") as note:
            await _tell(note, ideas)
            async with aiohttp.ClientSession(note.http, auto_decompress=False, headers=BROWSER) as session:
                return await _ask(session, ideas, times)


async def _tell(note: Note, ideas: int) -> None:
    """Have many ideas in the demo's area, and every view and subscriber told of them: catching up is not measured."""
    nc = await connect(note.nats, "lahio-bench")
    try:
        await each(talk(ideas, ideas, AREA, ROUND), guarded_publish(nc))
        async with asyncio.timeout(PATIENCE):
            while await _how_far(nc) != await _later(nc):
                pass
    finally:
        await nc.close()


async def _later(nc: Client) -> tuple[object, ...]:
    await asyncio.sleep(QUIET)
    return await _how_far(nc)


async def _how_far(nc: Client) -> tuple[object, ...]:
    """Where each view is, and how much was published."""
    copies = await asyncio.gather(*(ask_status(nc, room) for room in NAMES))
    return *(copy.views for room in copies for copy in room), (await nc.jetstream().stream_info(PUBLIC)).state.last_seq


async def _ask(session: aiohttp.ClientSession, ideas: int, times: int) -> Gateway:
    failed: list[str] = []

    async def get(path: str) -> None:
        async with session.get(path) as response:
            await response.read()
        if response.status != OK:
            failed.append(path)

    pages = {name: await _one(get, path, times) for name, path in PAGES.items()}
    together = await load([*PAGES.values()] * times, get, IN_FLIGHT)
    return Gateway(ideas, pages, round(together.per_second, 1), len(failed), round(together.cpu, 2))


async def _one(get: Get, path: str, times: int) -> Served:
    await load([path] * IN_FLIGHT, get, IN_FLIGHT)  # templates are compiled, lines open
    alone, several = await load([path] * times, get, 1), await load([path] * times, get, IN_FLIGHT)
    at = _twentieths(alone)
    return Served(round(at[9] * 1000, 2), round(at[18] * 1000, 2), round(several.per_second, 1))


def _twentieths(slice_: Slice) -> list[float]:
    return quantiles(slice_.latencies, n=20)
