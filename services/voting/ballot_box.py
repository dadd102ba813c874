"""The closed ballot box: each person's newest ballot between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TypeVar

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from shared.contracts.voting import BALLOT, VOTE, VOTE_STILL_OPEN, VoteCast, VoteClosed, VoteOpened
from shared.events import Commit, decode_commit
from shared.log import follow
from shared.messages import Event, Refused
from shared.room import Room

E = TypeVar("E", bound=Event)


async def count_box(room: Room, area: str, round_: str) -> Outcome:
    """Count a closed vote. A ballot counts if the log has it before `VoteClosed`."""
    commits = await room.store.read(VOTE.subject(area, round_))
    opened, opened_at = _find(commits, VoteOpened)
    _, closed_at = _find(commits, VoteClosed)
    ballots = await _read(room, area, round_, after=opened_at, before=closed_at)
    return await asyncio.to_thread(_count, opened, ballots)


def _find(commits: Sequence[Commit], kind: type[E]) -> tuple[E, int]:
    for commit in commits:
        for recorded in commit.events:
            if isinstance(recorded.event, kind):
                return recorded.event, commit.position
    raise Refused(VOTE_STILL_OPEN)


async def _read(room: Room, area: str, round_: str, *, after: int, before: int) -> list[VoteCast]:
    newest: dict[str, VoteCast] = {}
    async for batch, _ in follow(room.nc, [BALLOT.subject(area, "*")], after, to_end=True):
        for stored in batch:
            if stored.position > before:
                return list(newest.values())
            commit = decode_commit(stored.subject, stored.position, stored.headers, stored.data)
            for cast in _of_round(commit, round_):
                newest[stored.subject] = cast
    return list(newest.values())


def _of_round(commit: Commit, round_: str) -> Iterable[VoteCast]:
    for recorded in commit.events:
        if isinstance(recorded.event, VoteCast) and recorded.event.round == round_:
            yield recorded.event


def _count(opened: VoteOpened, ballots: Sequence[VoteCast]) -> Outcome:
    cast = (
        ([choice.proposal for choice in ballot.choices], [choice.points for choice in ballot.choices])
        for ballot in ballots
    )
    profile = Profile(
        items=tuple(Item(item.proposal, item.cost_cents) for item in opened.items),
        budget_cents=opened.budget_cents,
        ballots=group(opened.limits.style, cast),
    )
    return count(profile, opened.rule)
