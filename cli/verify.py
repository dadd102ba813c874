"""`lahio verify BUNDLE`: check a certified vote; with an instance named, also against its log."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from cli import instance
from services.voting.ballot_box import Edition, Held, edition_in, read_box
from services.voting.domain.bundle import Bundle, MalformedBundle, unpack
from services.voting.domain.verification import Check, verify
from shared.contracts.voting import VOTE
from shared.event_store import EventStore
from shared.messages import Refused


def add_arguments(parser: ArgumentParser) -> None:
    instance.add_arguments(parser)
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="what was published of the vote: a ZIP archive")
    parser.add_argument("--log", action="store_true", help="compare with the log of the instance, too (--data, --nats)")


def run(args: Namespace) -> int:
    """0: all is well; 1: something is not; 2: there is nothing to check."""
    console = Console(highlight=False, markup=False)
    try:
        bundle = unpack(args.bundle.read_bytes())
    except (OSError, MalformedBundle) as error:
        print(f"lahio verify: {args.bundle}: {error}", file=sys.stderr)
        return 2
    checks = [*verify(bundle), *(asyncio.run(_against_log(bundle, args)) if args.log else ())]
    for check in checks:
        console.print(f"no: {check.of}: {check.found}" if check.found else f"ok: {check.of}")
    counted = bundle.vote.counted
    console.print(f"{counted.ballots} ballots; terms {bundle.vote.opened.terms_hash}; receipts {counted.receipts_root}")
    return 1 if any(check.found for check in checks) else 0


async def _against_log(bundle: Bundle, args: Namespace) -> list[Check]:
    vote = bundle.vote
    async with instance.connected(args) as nc:
        store = EventStore(nc)
        try:
            edition = edition_in(await store.read(VOTE.subject(vote.area, vote.round)))
        except Refused:
            return [Check("the log has the vote", "it has no closed vote of this round")]
        url = nc.connected_url.geturl() if nc.connected_url else ""
        held = await read_box(url, store, vote.area, vote.round, edition)
        return list(_compare(bundle, edition, held))


def _compare(bundle: Bundle, edition: Edition, held: Held) -> Iterator[Check]:
    sealed, counted = held.ballots, bundle.vote.counted
    same_terms = edition.opened.terms_hash == bundle.vote.opened.terms_hash
    yield Check("the log opened the vote by these terms", "" if same_terms else "by others")
    differing = sum(
        sealed.get(ballot) != bundle.ballots.get(ballot) for ballot in sealed.keys() | bundle.ballots.keys()
    )
    yield Check("the log holds these ballots, and no others", f"{differing} differ" if differing else "")
    same_ways = (held.channels, held.invalid) == (counted.channels, counted.invalid)
    yield Check("the ballots came, and papers were left out, as is told", "" if same_ways else "in other numbers")
