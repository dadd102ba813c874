"""`lahio bench pages`: lists at the ideas room, beside one document got by its id; pages at the gateway."""

import asyncio
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, redirect_stdout, suppress
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
from cli.bench.ballots import guarded_publish
from cli.bench.served import Gateway
from cli.bench.served import measure as measure_gateway
from cli.bench.talk import BUSIEST, PLACE, ROUND, Speech, talk
from cli.client import each
from deploy import nats_server
from services import ideas
from services.ideas.views.ideas import VIEW
from shared.contracts.categories import Category
from shared.contracts.comments import ListIdeaComments
from shared.contracts.ideas import ListIdeas
from shared.contracts.moderation import ListModeration
from shared.contracts.proposals import ListProposals
from shared.contracts.similar import SimilarIdeas
from shared.host import connect
from shared.log import declare_streams
from shared.messages import Actor, Query, Role
from shared.rebuild import rebuild
from shared.requests import ask
from shared.room import Room
from shared.settings import Settings
from shared.views.opening import open_views

SUMMARY = "milliseconds a page of a list takes, beside one document, and pages a second over HTTP"
READS = frozenset({"get", "many", "page", "count"})
WARM = 5  # pages before the clock runs
STAFF = Actor("bench", {Role.MODERATOR: (PLACE,), Role.RESIDENT: (PLACE,)})

stderr = Console(stderr=True)


class Figures(msgspec.Struct, frozen=True):
    """`reads`: of the view store, the most that one page took."""

    p50_ms: float
    p95_ms: float
    reads: int


class Report(msgspec.Struct, frozen=True):
    ideas: int
    comments: int
    document: Figures
    pages: Mapping[str, Figures]
    gateway: Gateway


class CountedReads:
    """A view store that counts what it is asked to read."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.reads = 0

    def __getattr__(self, name: str) -> Any:
        self.reads += name in READS
        return getattr(self._store, name)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--ideas", type=at_least(20), default=5_000, metavar="N", help="published (5000)")
    parser.add_argument("--comments", type=at_least(20), default=50_000, metavar="N", help="on them (50000)")
    parser.add_argument("--pages", type=at_least(20), default=400, metavar="N", help="of each list (400)")
    parser.add_argument("--shown", type=at_least(20), default=2_000, metavar="N", help="ideas at the gateway (2000)")


def run(args: Namespace) -> int:
    with redirect_stdout(sys.stderr):  # what the room says of itself is no figure
        report = uvloop.run(_both(args))
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    return 0


async def _both(args: Namespace) -> Report:
    document, pages = await _measure(args)
    stderr.print(f"a gateway that shows {args.shown} ideas …")
    return Report(args.ideas, args.comments, document, pages, await measure_gateway(args.shown, args.pages))


async def _measure(args: Namespace) -> tuple[Figures, Mapping[str, Figures]]:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with nats_server.start(Path(folder), sync="default") as server:
            nc = await connect(server.url, "lahio-bench")
            try:
                await declare_streams(nc)
                stderr.print(f"a log of {args.ideas} ideas and {args.comments} comments …")
                await each(talk(args.ideas, args.comments), guarded_publish(nc))
                async with _room(nc, f"sqlite:{folder}/views") as views:
                    return await _ask(args, nc, views)
            finally:
                await nc.close()


@asynccontextmanager
async def _room(nc: Client, views_url: str) -> AsyncIterator[CountedReads]:
    """At work, its views up to date."""
    views = CountedReads(open_views(views_url, "ideas"))
    settings = Settings(nc.connected_url.geturl() if nc.connected_url else "", views_url, "", "", "", 0, b"", b"", b"")
    room: Any = Room(ideas.service, nc, views, settings)
    for view in ideas.service.views:
        await rebuild([view], room.views, nc, lambda *_: None)
    working = asyncio.create_task(room.run())
    try:
        await room.open.wait()
        yield views
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        await views.close()


async def _ask(args: Namespace, nc: Client, views: CountedReads) -> tuple[Figures, Mapping[str, Figures]]:
    document = await _timed(args.pages, views, lambda number: views.get(VIEW.name, f"idea{number % args.ideas}"))
    pages = {name: await _timed(args.pages, views, _paging(nc, make)) for name, make in QUERIES.items()}
    return document, pages


SPEECH = Speech()
QUERIES: Mapping[str, Callable[[str | None], Query[Any]]] = {
    "ideas": lambda after: ListIdeas(area=PLACE, round=ROUND, after=after, by=STAFF),
    "ideas of a category": lambda after: ListIdeas(
        area=PLACE, round=ROUND, category=Category.SPORT, after=after, by=STAFF
    ),
    "comments": lambda after: ListIdeaComments(area=PLACE, idea=BUSIEST, after=after, by=STAFF),
    "proposals": lambda after: ListProposals(area=PLACE, round=ROUND, after=after, by=STAFF),
    "moderation": lambda after: ListModeration(area=PLACE, after=after, by=STAFF),
    "similar ideas": lambda _: SimilarIdeas(
        area=PLACE, round=ROUND, title=SPEECH.words(4), text=SPEECH.words(40), by=STAFF
    ),
}


class Listed(msgspec.Struct):
    next: str | None = None


def _paging(nc: Client, make: Callable[[str | None], Query[Any]]) -> Callable[[int], Awaitable[object]]:
    """One page after the other, and from the first one again after the last."""
    after: str | None = None

    async def next_page(_: int) -> None:
        nonlocal after
        after = msgspec.json.decode(await ask(nc, make(after)), type=Listed).next

    return next_page


async def _timed(times: int, views: CountedReads, work: Callable[[int], Awaitable[object]]) -> Figures:
    took, most = [], 0
    for number in range(WARM + times):
        reads, begun = views.reads, perf_counter()
        await work(number)
        took.append(perf_counter() - begun)
        most = max(most, views.reads - reads)
    at = quantiles(took[WARM:], n=20)
    return Figures(round(at[9] * 1000, 2), round(at[18] * 1000, 2), most)


def _show(report: Report) -> None:
    table = Table(title=f"pages of lists: {report.ideas} ideas, {report.comments} comments")
    for heading in ("page", "p50 ms", "p95 ms", "reads"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for name, it in {**report.pages, "one document": report.document}.items():
        table.add_row(name, f"{it.p50_ms:.2f}", f"{it.p95_ms:.2f}", str(it.reads))
    out = Console(file=sys.stdout)
    out.print(table)
    out.print(_of_gateway(report.gateway))


def _of_gateway(gateway: Gateway) -> Table:
    said = f"all in turn {gateway.together:.0f} pages/s, {gateway.errors} errors, client CPU {gateway.client_cpu:.0%}"
    table = Table(title=f"pages over HTTP: {gateway.ideas} ideas", caption=said)
    for heading in ("page", "p50 ms", "p95 ms", "pages/s"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for name, it in gateway.pages.items():
        table.add_row(name, f"{it.p50_ms:.2f}", f"{it.p95_ms:.2f}", f"{it.per_second:.0f}")
    return table
