"""The closed ballot box: each person's newest ballot between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import aclosing
from typing import TypeVar

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from shared.contracts.voting import BALLOT, VOTE, VOTE_STILL_OPEN, VoteCast, VoteClosed, VoteOpened
from shared.events import Commit, decode_commit
from shared.log import follow
from shared.messages import UNAVAILABLE, Event, Refused
from shared.room import Room

E = TypeVar("E", bound=Event)


Marks = tuple[tuple[str, ...], tuple[int, ...]]
"""What a ballot says: the chosen proposals, and the points of each."""


async def count_box(room: Room, area: str, round_: str) -> Outcome:
    """Count a closed vote. A ballot counts if the log has it before `VoteClosed`."""
    commits = await room.store.read(VOTE.subject(area, round_))
    opened, opened_at = _find(commits, VoteOpened)
    _find(commits, VoteClosed)
    newest = await _read(room, area, round_, opened_at)
    return await asyncio.to_thread(_count, opened, newest.values())


async def closed_at(room: Room, area: str, round_: str) -> int:
    """The log position of the vote's closing. Raises `Refused` while it is open."""
    return _find(await room.store.read(VOTE.subject(area, round_)), VoteClosed)[1]


def _find(commits: Sequence[Commit], kind: type[E]) -> tuple[E, int]:
    for commit in commits:
        for recorded in commit.events:
            if isinstance(recorded.event, kind):
                return recorded.event, commit.position
    raise Refused(VOTE_STILL_OPEN)


async def _read(room: Room, area: str, round_: str, opened_at: int) -> dict[str, Marks]:
    """By the ballot's subject. Many people vote alike, so that what they say is kept once."""
    newest: dict[str, Marks] = {}
    alike: dict[Marks, Marks] = {}
    subjects = [BALLOT.subject(area, "*"), VOTE.subject(area, round_)]
    async with aclosing(follow(room.nc, subjects, opened_at - 1)) as batches:
        async for batch, _ in batches:
            for stored in batch:
                commit = decode_commit(stored.subject, stored.position, stored.headers, stored.data)
                if any(isinstance(recorded.event, VoteClosed) for recorded in commit.events):
                    return newest
                for marks in _marks(commit, round_):
                    newest[stored.subject] = alike.setdefault(marks, marks)
    raise Refused(UNAVAILABLE)


def _marks(commit: Commit, round_: str) -> Iterable[Marks]:
    for recorded in commit.events:
        cast = recorded.event
        if isinstance(cast, VoteCast) and cast.round == round_:
            yield (
                tuple(choice.proposal for choice in cast.choices),
                tuple(choice.points for choice in cast.choices),
            )


def _count(opened: VoteOpened, ballots: Iterable[Marks]) -> Outcome:
    profile = Profile(
        items=tuple(Item(item.proposal, item.cost_cents) for item in opened.items),
        budget_cents=opened.budget_cents,
        ballots=group(opened.limits.style, ballots),
    )
    return count(profile, opened.rule)
