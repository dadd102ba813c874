"""The closed ballot box: each ballot's newest content between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from services.voting.domain.merkle import root
from services.voting.domain.sealing import Box, Marks
from services.voting.domain.vote import Count
from services.voting.keys import keys_of
from shared.contracts.voting import BALLOT, VOTE, VOTE_STILL_OPEN, VoteCast, VoteClosed, VoteOpened
from shared.events import Commit, decode_commit
from shared.log import follow
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room


@dataclass(frozen=True)
class Edition:
    """The newest edition of a vote, and where in the log its ballots lie."""

    opened: VoteOpened
    opened_at: int
    closed_at: int


async def edition_of(room: Room, area: str, round_: str) -> Edition:
    """Raises `Refused` while the vote has not closed."""
    return _edition(await room.store.read(VOTE.subject(area, round_)))


def _edition(commits: Sequence[Commit]) -> Edition:
    opened: VoteOpened | None = None
    opened_at = closed_at = 0
    for commit in commits:
        for recorded in commit.events:
            match recorded.event:
                case VoteOpened() as event:
                    opened, opened_at, closed_at = event, commit.position, 0
                case VoteClosed():
                    closed_at = commit.position
                case _:
                    pass
    if opened is None or not closed_at:
        raise Refused(VOTE_STILL_OPEN)
    return Edition(opened, opened_at, closed_at)


async def count_box(room: Room, area: str, round_: str) -> Count:
    """Count a closed vote. A ballot counts if the log has it before `VoteClosed`."""
    edition = await edition_of(room, area, round_)
    keys = await keys_of(room, area, round_, edition.opened.edition)
    newest = await _read(room, area, round_, edition)
    return await asyncio.to_thread(_count, edition.opened, Box(keys.box), newest, keys.seed)


async def _read(room: Room, area: str, round_: str, edition: Edition) -> dict[str, bytes]:
    """The sealed content by the ballot's id."""
    newest: dict[str, bytes] = {}
    subjects = [BALLOT.subject(area, "*"), VOTE.subject(area, round_)]
    async with aclosing(follow(room.nc, subjects, edition.opened_at - 1)) as batches:
        async for batch, _ in batches:
            for stored in batch:
                if stored.position >= edition.closed_at:
                    return newest
                commit = decode_commit(stored.subject, stored.position, stored.headers, stored.data)
                _take(commit, round_, edition.opened.edition, newest)
    raise Refused(UNAVAILABLE)


def _take(commit: Commit, round_: str, edition: int, newest: dict[str, bytes]) -> None:
    for recorded in commit.events:
        cast = recorded.event
        if isinstance(cast, VoteCast) and cast.round == round_ and cast.edition == edition:
            newest[recorded.aggregate_id] = cast.sealed


def _count(opened: VoteOpened, box: Box, sealed: Mapping[str, bytes], seed: str) -> Count:
    """Many people vote alike, so that what they say is kept once."""
    said: dict[str, Marks] = {}
    alike: dict[Marks, Marks] = {}
    for ballot, content in sealed.items():
        marks = box.open(ballot, content)
        said[ballot] = alike.setdefault(marks, marks)
    receipts = root(box.receipt(ballot, marks) for ballot, marks in said.items())
    return Count(_outcome(opened, said), receipts, seed)


def _outcome(opened: VoteOpened, said: Mapping[str, Marks]) -> Outcome:
    ids = [item.proposal for item in opened.items]
    cast = (([ids[number] for number, _ in marks], [points for _, points in marks]) for marks in said.values())
    profile = Profile(
        items=tuple(Item(item.proposal, item.cost_cents) for item in opened.items),
        budget_cents=opened.budget_cents,
        ballots=group(opened.limits.style, cast),
    )
    return count(profile, opened.rule)
