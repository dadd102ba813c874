"""`lahio bench votes`: ballots over HTTP beside raw guarded publishes of the same commits to the same NATS server."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

import aiohttp
import msgspec
import uvloop
from nats.aio.client import Client
from rich.console import Console
from rich.table import Table

from cli.arguments import at_least
from cli.bench.ballots import guarded_publish, over_http, prepare
from cli.bench.load import Slice, load
from cli.bench.running import instance
from cli.client import IN_FLIGHT
from cli.instance import Note
from shared.host import connect

SUMMARY = "ballots a second over HTTP, beside raw guarded publishes"
SYNCS = ("always", "default")
SLICES = 3  # of each kind, in turn, so that what else the machine does hits both

stderr = Console(stderr=True)


class Figures(msgspec.Struct, frozen=True):
    """Rates are medians of the slices. `client_cpu` is what the load itself took of one core."""

    ballots_per_second: float
    raw_per_second: float
    ratio: float
    p50_ms: float
    p99_ms: float
    client_cpu: float


class Report(msgspec.Struct, frozen=True):
    """`sync` is by the setting of the log: `always` on disk before a ballot is confirmed, or `default`."""

    ballots: int
    in_flight: int
    sync: Mapping[str, Figures]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--ballots", type=at_least(2 * SLICES), default=6000, metavar="N", help="over HTTP, and as many raw (6000)"
    )
    parser.add_argument(
        "--in-flight", type=at_least(1), default=IN_FLIGHT, metavar="N", help=f"at a time ({IN_FLIGHT})"
    )


def run(args: Namespace) -> int:
    report = Report(args.ballots, args.in_flight, {sync: uvloop.run(_measure(sync, args)) for sync in SYNCS})
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    return 0


async def _measure(sync: str, args: Namespace) -> Figures:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with instance(Path(folder), "--sync", sync) as note:
            nc = await connect(note.nats, "lahio-bench")
            try:
                return await _slices(note, nc, sync, args)
            finally:
                await nc.close()


async def _slices(note: Note, nc: Client, sync: str, args: Namespace) -> Figures:
    stderr.print(f"sync {sync}: a round with {args.ballots} residents …")
    ballots = await prepare(note.http, args.ballots)
    http, raw = list[Slice](), list[Slice]()
    async with aiohttp.ClientSession(note.http, connector=aiohttp.TCPConnector(limit=args.in_flight)) as session:
        for number in range(SLICES):
            http.append(await load(ballots.requests[number::SLICES], over_http(session, ballots), args.in_flight))
            raw.append(await load(ballots.commits[number::SLICES], guarded_publish(nc), args.in_flight))
            rates = f"{http[-1].per_second:6.0f} a second over HTTP, {raw[-1].per_second:6.0f} raw"
            stderr.print(f"sync {sync}: slice {number + 1} of {SLICES}: {rates}")
    return _figures(http, raw)


def _figures(http: list[Slice], raw: list[Slice]) -> Figures:
    rate, limit = median(one.per_second for one in http), median(one.per_second for one in raw)
    percentiles = quantiles((latency for one in http for latency in one.latencies), n=100)
    return Figures(
        ballots_per_second=round(rate, 1),
        raw_per_second=round(limit, 1),
        ratio=round(rate / limit, 3),
        p50_ms=round(percentiles[49] * 1000, 1),
        p99_ms=round(percentiles[98] * 1000, 1),
        client_cpu=round(median(one.cpu for one in http), 2),
    )


def _show(report: Report) -> None:
    table = Table(title=f"{report.ballots} ballots, {report.in_flight} in flight")
    columns = {
        "sync": "{sync}",
        "ballots/s": "{it.ballots_per_second:.0f}",
        "raw publishes/s": "{it.raw_per_second:.0f}",
        "ratio": "{it.ratio:.0%}",
        "p50": "{it.p50_ms:.0f} ms",
        "p99": "{it.p99_ms:.0f} ms",
        "client CPU": "{it.client_cpu:.0%}",
    }
    for heading in columns:
        table.add_column(heading, justify="right")
    for sync, figures in report.sync.items():
        table.add_row(*(cell.format(sync=sync, it=figures) for cell in columns.values()))
    Console(file=sys.stdout).print(table)
