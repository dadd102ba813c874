"""`lahio replay [FILE.pb]`: hold a real election through the front door and nothing else, and compare its outcome."""

import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

import aiohttp
import msgspec
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.arguments import at_least
from cli.client import Problem, Unreachable, front_door
from cli.count import official_rule, profile
from cli.elections import SHIPPED
from cli.replay import ballots
from cli.replay.comparison import Comparison
from cli.replay.round import Advance, Round, plan
from cli.replay.terms import Terms, terms
from services.voting.domain.counting import count
from shared.pabulib import Election, read

LOCAL = "http://127.0.0.1:8000"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, default=SHIPPED, metavar="FILE.pb", help="(a small fictional one)"
    )
    parser.add_argument("--url", default=LOCAL, help=f"a running demo instance ({LOCAL})")
    parser.add_argument("--voters", type=at_least(1), metavar="N", help="cast the first N ballots only")
    parser.add_argument("--json", action="store_true", help="print the comparison as JSON")


def run(args: Namespace) -> int:
    """0: the outcome is the same; 1: it differs; 2: the file cannot be replayed, or nobody is there to hold it."""
    try:
        election = _first(args.voters, read(args.file))
        round_terms = terms(election)
    except OSError as error:
        return _fail(f"{args.file}: {error.strerror}")
    except ValueError as error:
        return _fail(f"{args.file}: {error}")
    try:
        comparison = uvloop.run(_replay(election, round_terms, args))
    except (Unreachable, Problem, TimeoutError, aiohttp.ClientError) as error:
        return _fail(f"{args.url}: {error}")
    if args.json:
        print(msgspec.json.encode(comparison.summary()).decode())
    else:
        comparison.show()
    return 0 if comparison.same else 1


def _fail(sentence: str) -> int:
    print(f"lahio replay: {sentence}", file=sys.stderr)
    return 2


def _first(voters: int | None, election: Election) -> Election:
    """The election of the first `voters`; what the city decided is then no outcome of these ballots."""
    if voters is None or voters >= len(election.ballots):
        return election
    projects = tuple(msgspec.structs.replace(project, selected=None) for project in election.projects)
    return msgspec.structs.replace(election, projects=projects, ballots=election.ballots[:voters])


async def _replay(election: Election, round_terms: Terms, args: Namespace) -> Comparison:
    stderr = Console(stderr=True)
    if round_terms.widened:
        stderr.print(f"its ballots break the file's own limits, so these are wider: {', '.join(round_terms.widened)}")
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with front_door(args.url) as door:
        with Progress(*columns, console=stderr) as progress:
            round_ = await plan(door, election, round_terms, f"{election.meta.get('unit', '')} {args.file.stem}")
            return await _hold(round_, election, progress)


async def _hold(round_: Round, election: Election, progress: Progress) -> Comparison:
    def bar(name: str, steps: int) -> Advance:
        return partial(progress.advance, progress.add_task(name, total=steps))

    people = len(election.ballots)
    await round_.put_on_ballot(election.projects, bar("proposals on the ballot", len(election.projects)))
    voters = await ballots.sign_in(round_, election.ballots, bar("residents signed in", people))
    await round_.open_vote()
    casting = await ballots.cast(round_, election.ballots, voters, bar("ballots cast", people))
    result = await round_.count()
    return Comparison(election, round_, casting, result, count(profile(election), official_rule(election)))
