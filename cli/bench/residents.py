"""`lahio bench residents`: a neighbourhood votes while its moderator works: pages in time, nothing lost or doubled."""

import asyncio
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from statistics import quantiles

import aiohttp
import msgspec
import uvloop
from rich.console import Console
from rich.table import Table

from cli.arguments import at_least
from cli.bench.crowd import Crowd, Deed, deeds
from cli.bench.election import invented
from cli.bench.running import instance
from cli.client import Door, Json, Person, front_door
from cli.replay import ballots as replayed
from cli.replay.round import Round, plan
from cli.replay.terms import terms
from shared.messages import Role

SUMMARY = "residents look around and vote while staff moderates: pages in time, nothing lost or doubled"
IDEAS_AREA, IDEAS_ROUND = "petonen", "/areas/petonen/rounds/petonen-2027"
PATIENCE = 60.0  # seconds for the figures to have come
LOOKS_EVERY = 0.5  # seconds: the moderator

stderr = Console(stderr=True)


class Report(msgspec.Struct, frozen=True):
    """`peak`: ballots in the busiest second. `errors`: pages that were none. `lost`: confirmed and not there at the
    end; `doubled`: counted more than once."""

    residents: int
    seconds: float
    pages: int
    p50_ms: float
    p95_ms: float
    errors: int
    ballots: int
    peak: int
    ideas: int
    published: int
    lost: int
    doubled: int


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--residents", type=at_least(20), default=600, metavar="N", help="who come along (600)")
    parser.add_argument("--minutes", type=at_least(1), default=10, metavar="N", help="that they take (10)")
    parser.add_argument("--speed", type=at_least(1), default=5, metavar="N", help="minutes of theirs in one (5)")
    parser.add_argument("--peak", type=at_least(1), default=20, metavar="N", help="ballots in the busiest second (20)")


def run(args: Namespace) -> int:
    report = uvloop.run(_measure(args))
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    return 1 if report.lost or report.doubled or report.errors else 0


async def _measure(args: Namespace) -> Report:
    with tempfile.TemporaryDirectory(prefix="lahio-bench-") as folder:
        async with instance(Path(folder)) as note, front_door(note.http) as door:
            stderr.print(f"a vote with {args.residents} residents …")
            round_, voters = await _neighbourhood(door, args.residents)
            async with aiohttp.ClientSession(note.http, auto_decompress=False) as session:
                crowd = Crowd(session, round_, voters, await _givers(door, args.residents), IDEAS_ROUND)
                return await _live(args, crowd, door)


async def _neighbourhood(door: Door, residents: int) -> tuple[Round, list[Person]]:
    election = invented(residents)
    round_ = await plan(door, election, terms(election), "Bench")
    await round_.put_on_ballot(election.projects, advance=_silent)
    voters = await replayed.sign_in(round_, election.ballots, advance=_silent)
    await round_.open_vote()
    return round_, voters


async def _givers(door: Door, residents: int) -> list[Person]:
    """Of the area that gives ideas meanwhile: one in ten."""
    names = (f"Giver {number}" for number in range(residents // 10))
    return [await door.sign_in(name, Role.RESIDENT, IDEAS_AREA) for name in names]


async def _live(args: Namespace, crowd: Crowd, door: Door) -> Report:
    seconds = 60 * args.minutes / args.speed
    before = await _participation(door, IDEAS_ROUND)
    moderating = asyncio.create_task(_moderate(crowd, door))
    stderr.print(f"{seconds:.0f} seconds …")
    try:
        await _as_they_come(deeds(crowd, seconds, args.peak))
        counted = await _counted(door, crowd.round.path, "ballots", len(crowd.said))
        published = await _counted(door, IDEAS_ROUND, "published_ideas", before["published_ideas"] + crowd.ideas)
    finally:
        moderating.cancel()
    kept = [await _is_kept(crowd, voter) for voter in crowd.said]
    shown = published - before["published_ideas"]
    at = quantiles(crowd.took, n=20)
    return Report(
        residents=args.residents,
        seconds=seconds,
        pages=len(crowd.took),
        p50_ms=round(at[9] * 1000, 1),
        p95_ms=round(at[18] * 1000, 1),
        errors=crowd.errors,
        ballots=len(crowd.said),
        peak=max(Counter(int(moment) for moment in crowd.cast_at).values()),
        ideas=crowd.ideas,
        published=shown,
        lost=kept.count(False) + max(len(crowd.said) - counted, 0) + max(crowd.ideas - shown, 0),
        doubled=max(counted - len(crowd.said), 0) + max(shown - crowd.ideas, 0),
    )


async def _as_they_come(deeds: list[Deed]) -> None:
    """Each at its moment, whether those before are done or not."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with asyncio.TaskGroup() as under_way:
        for deed in deeds:
            await asyncio.sleep(begun + deed.at - loop.time())
            under_way.create_task(deed.act())


async def _moderate(crowd: Crowd, door: Door) -> None:
    """Publishes what waits, over and over."""
    moderator = await door.sign_in("Moderator", Role.MODERATOR, IDEAS_AREA)
    while True:
        for id_ in crowd.unread():
            await moderator.post(f"/areas/{IDEAS_AREA}/ideas/{id_}/publish")
        await moderator.get(f"/areas/{IDEAS_AREA}/moderation")
        await asyncio.sleep(LOOKS_EVERY)


async def _is_kept(crowd: Crowd, voter: int) -> bool:
    kept = await crowd.voters[voter].get(f"{crowd.round.path}/ballot")
    return {one["proposal"] for one in kept["choices"]} == crowd.said[voter]


async def _counted(door: Door, round_: str, figure: str, expected: int) -> int:
    """What the figures say, once they have come; what they say in the end if they never do."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    while True:
        counted = int((await _participation(door, round_))[figure])
        if counted >= expected or loop.time() > deadline:
            return counted
        await asyncio.sleep(0.2)


async def _participation(door: Door, round_: str) -> Json:
    return await door.ask("GET", f"{round_}/participation")


def _silent() -> None:
    """No progress bar: the preparation takes seconds."""


def _show(report: Report) -> None:
    table = Table(title=f"{report.residents} residents in {report.seconds:.0f} seconds", show_header=False)
    for name, value in msgspec.structs.asdict(report).items():
        table.add_row(name, f"{value}")
    Console(file=sys.stdout).print(table)
