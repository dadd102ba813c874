"""`lahio bench rebuild`: events a second replayed into views, beside merely fetching the same events."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import msgspec
import uvloop
from nats.aio.client import Client
from rich.console import Console
from rich.table import Table

from cli.arguments import at_least
from cli.bench.ballots import guarded_publish
from cli.bench.history import MADE, history
from cli.client import each
from deploy import nats_server
from services import rooms
from shared.host import connect
from shared.log import declare_streams, last_position
from shared.projections import View
from shared.rebuild import read_for, rebuild
from shared.views.opening import open_views

SUMMARY = "events a second replayed into views, beside fetching alone"
TURNS = 3  # of each kind, in turn

stderr = Console(stderr=True)


class Figures(msgspec.Struct, frozen=True):
    """Rates are medians of the turns."""

    events: int
    events_per_second: float
    raw_per_second: float
    ratio: float


class Report(msgspec.Struct, frozen=True):
    """`all` views that the log has events for, one after the other, and each by its name."""

    all: Figures
    views: Mapping[str, Figures]


class Turn(NamedTuple):
    """Seconds for the same events."""

    events: int
    rebuilding: float
    fetching: float


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--ballots", type=at_least(1), default=20_000, metavar="N", help="in the log (20000)")
    parser.add_argument("--ideas", type=at_least(1), default=2_000, metavar="N", help="in the log (2000)")


def run(args: Namespace) -> int:
    report = uvloop.run(_measure(args))
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        show_rebuilt("rebuilding views from the log", {**report.views, "all": report.all})
    return 0


async def _measure(args: Namespace) -> Report:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with nats_server.start(Path(folder), sync="default") as server:
            nc = await connect(server.url, "lahio-bench")
            try:
                await declare_streams(nc)
                stderr.print(f"a log of {args.ballots} ballots and {args.ideas} ideas …")
                await each(history(args.ballots, args.ideas), guarded_publish(nc))
                return await _turns(nc, f"sqlite:{folder}/views")
            finally:
                await nc.close()


async def _turns(nc: Client, views_url: str) -> Report:
    views = [
        (service.name, view)
        for service in rooms.load(rooms.NAMES)
        for view in service.views
        if not MADE.isdisjoint(view.of)
    ]
    turns = [[await turn(nc, views_url, room, view) for room, view in views] for _ in range(TURNS)]
    by_view = {view.name: figures([turn[number] for turn in turns]) for number, (_, view) in enumerate(views)}
    return Report(figures([together(turn) for turn in turns]), by_view)


def together(turns: list[Turn]) -> Turn:
    return Turn(
        sum(turn.events for turn in turns),
        sum(turn.rebuilding for turn in turns),
        sum(turn.fetching for turn in turns),
    )


async def turn(nc: Client, views_url: str, room: str, *views: View) -> Turn:
    store = open_views(views_url, room)
    try:
        begun = perf_counter()
        events = await rebuild(views, store, nc, lambda *_: None)
        rebuilt = perf_counter()
        await _fetch(nc, views)
        return Turn(events, rebuilt - begun, perf_counter() - rebuilt)
    finally:
        await store.close()


async def _fetch(nc: Client, views: Sequence[View]) -> None:
    async with aclosing(read_for(views, nc, await last_position(nc))) as batches:
        async for _ in batches:
            pass


def figures(turns: list[Turn]) -> Figures:
    events = turns[0].events
    rate = events / median(turn.rebuilding for turn in turns)
    limit = events / median(turn.fetching for turn in turns)
    return Figures(events, round(rate, 1), round(limit, 1), round(rate / limit, 3))


def show_rebuilt(title: str, views: Mapping[str, Figures]) -> None:
    table = Table(title=title)
    for heading in ("view", "events", "events/s", "fetched/s", "ratio"):
        table.add_column(heading, justify="left" if heading == "view" else "right")
    for name, it in views.items():
        rates = (f"{it.events_per_second:.0f}", f"{it.raw_per_second:.0f}", f"{it.ratio:.0%}")
        table.add_row(name, str(it.events), *rates)
    Console(file=sys.stdout).print(table)
