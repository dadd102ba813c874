"""The closed ballot box: each person's newest ballot between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import aclosing
from typing import TypeVar

import msgspec

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from shared.bulk import read_range
from shared.contracts.voting import BALLOT, VOTE, VOTE_STILL_OPEN, VoteCast, VoteClosed, VoteOpened
from shared.events import Commit, UnknownEvent
from shared.messages import Event, Refused
from shared.room import Room

E = TypeVar("E", bound=Event)


Marks = tuple[tuple[str, ...], tuple[int, ...]]
"""What a ballot says: the chosen proposals, and the points of each."""


async def count_box(room: Room, area: str, round_: str) -> Outcome:
    """Count a closed vote. A ballot counts if the log has it before `VoteClosed`."""
    commits = await room.store.read(VOTE.subject(area, round_))
    opened, opened_at = _find(commits, VoteOpened)
    _, closed_at = _find(commits, VoteClosed)
    newest = await read_box(room.settings.nats_url, area, round_, opened_at, closed_at)
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


class _Cast(msgspec.Struct):
    """Of an event, what the count needs."""

    type: str
    data: VoteCast


_decode = msgspec.json.Decoder(list[_Cast]).decode
_VOTE_CAST = BALLOT.type_of(VoteCast)


async def read_box(nats_url: str, area: str, round_: str, opened: int, closed: int) -> dict[str, Marks]:
    """By the ballot's subject. Many people vote alike, so that what they say is kept once."""
    newest: dict[str, Marks] = {}
    alike: dict[Marks, Marks] = {}
    async with aclosing(read_range(nats_url, [BALLOT.subject(area, "*")], opened, closed)) as batches:
        async for batch in batches:
            for commit in batch:
                for marks in _marks(commit.data, round_):
                    newest[commit.subject] = alike.setdefault(marks, marks)
    return newest


def _marks(commit: bytes, round_: str) -> Iterable[Marks]:
    for event in _decode(commit):
        if event.type != _VOTE_CAST:
            raise UnknownEvent(event.type)
        cast = event.data
        if cast.round == round_:
            yield (
                tuple([choice.proposal for choice in cast.choices]),
                tuple([choice.points for choice in cast.choices]),
            )


def _count(opened: VoteOpened, ballots: Iterable[Marks]) -> Outcome:
    profile = Profile(
        items=tuple(Item(item.proposal, item.cost_cents) for item in opened.items),
        budget_cents=opened.budget_cents,
        ballots=group(opened.limits.style, ballots),
    )
    return count(profile, opened.rule)
