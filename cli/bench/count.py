"""`lahio bench count`: seconds to count an invented city's ballots by each rule, beside pabutools on the same.

And how fast as many ballots are read from the log of a closed round.
"""

import importlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import accumulate
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from cli.arguments import at_least
from cli.bench.reading import Reading, read
from services.voting.domain.counting import Item, Outcome, Profile, count, group, settled
from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName

SUMMARY = "seconds to count by each rule, and the memory, beside pabutools; ballots a second read from the log"
TICKS = 15  # at most
BESIDE_PEER = settled(CountingRule(RuleName.EQUAL_SHARES), BallotStyle.APPROVAL)
RULES = (
    CountingRule(RuleName.GREEDY),
    CountingRule(RuleName.GREEDY_PER_COST),
    CountingRule(RuleName.PHRAGMEN),
    BESIDE_PEER,
    *(msgspec.structs.replace(BESIDE_PEER, completion=way) for way in (Completion.UTILITARIAN, Completion.ADD1U)),
)

stderr = Console(stderr=True)


class Peer(msgspec.Struct, frozen=True):
    """pabutools, Equal Shares without completion. `times`: how many times as long it took; `same`: the same winners."""

    seconds: float
    times: float
    same: bool


class Report(msgspec.Struct, frozen=True):
    """`peak_mb`: the whole process with the ballots, before reading and the peer, which is None if not installed."""

    ballots: int
    distinct: int
    projects: int
    seconds: dict[str, float]
    peak_mb: float
    reading: Reading
    peer: Peer | None


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--ballots", type=at_least(1), default=100_000, metavar="N", help="(100000)")
    parser.add_argument("--projects", type=at_least(1), default=120, metavar="N", help="(120)")


def run(args: Namespace) -> int:
    """1 where pabutools finds other winners."""
    report = measure(invented(args.ballots, args.projects))
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    return 1 if report.peer and not report.peer.same else 0


def invented(ballots: int, projects: int) -> Profile:
    """People tick a few of what is popular; the money is enough for a third of all projects."""
    random = Random(1)  # noqa: S311
    items = tuple(Item(f"p{number}", 100 * round(random.lognormvariate(11, 0.9))) for number in range(projects))
    popularity = list(accumulate(1 / (number + 8) for number in range(projects)))
    ids = [item.id for item in items]

    def cast() -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
        for _ in range(ballots):
            ticked = random.choices(ids, cum_weights=popularity, k=random.randint(3, TICKS))
            yield tuple(dict.fromkeys(ticked)), ()

    return Profile(items, sum(item.cost_cents for item in items) // 3, group(BallotStyle.APPROVAL, cast()))


def measure(profile: Profile) -> Report:
    timed = {_name(rule): _timed(profile, rule) for rule in RULES}
    peak_mb = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    seconds, outcome = timed[_name(BESIDE_PEER)]
    ballots = sum(profile.ballots.values())
    stderr.print(f"a log of {ballots} ballots …")
    return Report(
        ballots=ballots,
        distinct=len(profile.ballots),
        projects=len(profile.items),
        seconds={name: round(seconds, 3) for name, (seconds, _) in timed.items()},
        peak_mb=round(peak_mb, 1),
        reading=read(ballots),
        peer=_peer(profile, seconds, outcome),
    )


def _name(rule: CountingRule) -> str:
    return rule.name if rule.completion is Completion.NONE else f"{rule.name}/{rule.completion}"


def _timed(profile: Profile, rule: CountingRule) -> tuple[float, Outcome]:
    begun = perf_counter()
    outcome = count(profile, rule)
    return perf_counter() - begun, outcome


def _peer(profile: Profile, seconds: float, outcome: Outcome) -> Peer | None:
    if find_spec("pabutools") is None:
        return None
    stderr.print("the same by pabutools …")
    elections: Any = importlib.import_module("pabutools.election")
    rules: Any = importlib.import_module("pabutools.rules")
    projects = {item.id: elections.Project(item.id, item.cost_cents) for item in profile.items}
    instance = elections.Instance(projects.values(), budget_limit=profile.budget_cents)
    cast = elections.ApprovalMultiProfile(instance=instance)
    for scores, people in profile.ballots.items():
        cast[elections.FrozenApprovalBallot(projects[id_] for id_, _ in scores)] = people
    begun = perf_counter()
    winners = rules.method_of_equal_shares(instance, cast, sat_class=elections.Cost_Sat)
    took = perf_counter() - begun
    return Peer(round(took, 3), round(took / seconds, 1), {winner.name for winner in winners} == set(outcome.selected))


def _show(report: Report) -> None:
    table = Table(title=f"{report.ballots} ballots ({report.distinct} different) × {report.projects} projects")
    table.add_column("rule")
    table.add_column("seconds", justify="right")
    for name, seconds in report.seconds.items():
        table.add_row(name, f"{seconds:.3f}")
    if report.peer:
        table.add_row(f"{_name(BESIDE_PEER)} by pabutools", f"{report.peer.seconds:.3f}")
    console = Console(file=sys.stdout, highlight=False)
    console.print(table)
    console.print(f"memory at most {report.peak_mb:.0f} MB")
    reading = f"reading {report.reading.ballots} closed ballots from the log: {report.reading.per_second:.0f} ballots/s"
    console.print(f"{reading} ({report.reading.raw_per_second:.0f} merely fetched)", soft_wrap=True)
    if report.peer is None:
        console.print("pabutools is not installed: pip install pabutools, to measure beside it")
    else:
        winners = "the same" if report.peer.same else "OTHER"
        console.print(f"pabutools finds {winners} winners in {report.peer.times:.0f} times the time")
