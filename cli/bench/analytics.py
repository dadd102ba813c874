"""`lahio bench analytics`: a city's years rebuilt into figures, beside merely fetching; then how soon they are told."""

import asyncio
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, redirect_stdout
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import msgspec
import uvloop
from nats.aio.client import Client
from rich.console import Console
from rich.table import Table

from cli.arguments import at_least
from cli.bench.rebuild import Figures, figures, show_rebuilt, together, turn
from cli.bench.years import years
from deploy import nats_server
from services.analytics import service
from shared import host
from shared.contracts.analytics import GetParticipation, ListParticipation
from shared.contracts.funnel import GetFunnel
from shared.contracts.lead_times import GetLeadTimes
from shared.contracts.lineage import GetLineage
from shared.contracts.money import GetMoney
from shared.log import declare_streams
from shared.messages import Query
from shared.requests import ask
from shared.settings import Settings

SUMMARY = "a city's years of events rebuilt into figures, and how soon each figure is told"
AT_A_TIME = 2_000  # written before one is waited for: the server takes them in their order
ASKED = 200  # times, each query
HERE: dict[str, Any] = {"area": "area0", "round": "round0"}
QUERIES: tuple[Query[Any], ...] = (
    GetParticipation(**HERE),
    ListParticipation(area="area0"),
    GetFunnel(**HERE),
    GetMoney(area="area0"),
    GetMoney(),
    GetLeadTimes(**HERE),
    GetLineage(area="area0", project="w-round0-0"),
)

stderr = Console(stderr=True)


class Told(msgspec.Struct, frozen=True):
    """Milliseconds from question to answer, over NATS."""

    query: str
    p50_ms: float
    p95_ms: float


class Report(msgspec.Struct, frozen=True):
    """`log_events_per_second`: the whole log, through all views one after the other."""

    events: int
    log_events_per_second: float
    all: Figures
    views: Mapping[str, Figures]
    queries: tuple[Told, ...]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--events", type=at_least(10_000), default=1_000_000, metavar="N", help="in the log (1000000)")


def run(args: Namespace) -> int:
    with redirect_stdout(sys.stderr):  # what the room says of itself
        report = uvloop.run(_measure(args.events))
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    return 0


async def _measure(events: int) -> Report:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with nats_server.start(Path(folder), sync="default") as server:
            nc = await host.connect(server.url, "lahio-bench")
            try:
                await declare_streams(nc)
                stderr.print(f"a log of {events} events …")
                await _write(nc, events)
                stderr.print("rebuilding …")
                views_url = f"sqlite:{folder}/views"
                turns = {view.name: await turn(nc, views_url, service.name, view) for view in service.views}
                queries = await _ask(nc, _settings(server.url, views_url))
            finally:
                await nc.close()
    whole = together(list(turns.values()))
    by_view = {name: figures([each]) for name, each in turns.items()}
    return Report(events, round(events / whole.rebuilding, 1), figures([whole]), by_view, queries)


async def _write(nc: Client, events: int) -> None:
    for number, (subject, data) in enumerate(years(events), 1):
        if number % AT_A_TIME and number < events:
            await nc.publish(subject, data)
        else:
            ack = await nc.request(subject, data, timeout=30)
            if msgspec.json.decode(ack.data).get("seq") != number:
                raise RuntimeError(f"the log does not hold {number} events: {ack.data.decode()}")


async def _ask(nc: Client, settings: Settings) -> tuple[Told, ...]:
    async with _open_room(settings):
        return tuple([await _told(nc, query) for query in QUERIES])


def _settings(nats_url: str, views_url: str) -> Settings:
    """Of a room that sends no mail, listens nowhere and signs nothing."""
    return Settings(
        nats_url,
        views_url,
        smtp_url="",
        mail_from="",
        public_url="",
        port=0,
        secret=b"",
        ballot_secret=b"",
        survey_secret=b"",
    )


@asynccontextmanager
async def _open_room(settings: Settings) -> AsyncIterator[None]:
    is_open = asyncio.Event()

    async def when_open(_: Client) -> None:
        is_open.set()

    room = asyncio.create_task(host.run([service], settings, when_open))
    await is_open.wait()
    try:
        yield
    finally:
        room.cancel()
        await asyncio.wait([room])


async def _told(nc: Client, query: Query[Any]) -> Told:
    took = []
    for _ in range(ASKED):
        begun = perf_counter()
        await ask(nc, query)
        took.append(1000 * (perf_counter() - begun))
    at = quantiles(took, n=100)
    of = ", ".join(f"{name}={value}" for name in ("area", "round", "project") if (value := getattr(query, name, None)))
    return Told(f"{type(query).__name__}({of})", round(at[49], 2), round(at[94], 2))


def _show(report: Report) -> None:
    show_rebuilt(f"{report.events} events into figures", {**report.views, "all": report.all})
    console = Console(file=sys.stdout)
    console.print(f"the whole log, through all views: {report.log_events_per_second:.0f} events/s")
    table = Table(title="figures told")
    for heading in ("query", "p50 ms", "p95 ms"):
        table.add_column(heading, justify="left" if heading == "query" else "right")
    for told in report.queries:
        table.add_row(told.query, f"{told.p50_ms:.1f}", f"{told.p95_ms:.1f}")
    console.print(table)
