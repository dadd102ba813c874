"""The closed ballot box: each ballot's newest content between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

import msgspec

from services.voting.domain.merkle import root
from services.voting.domain.sealing import open_all
from services.voting.domain.tallying import Outcomes, outcomes
from services.voting.domain.vote import Count
from services.voting.keys import keys_of
from shared.bulk import read_range
from shared.contracts.voting import BALLOT, VOTE, VOTE_STILL_OPEN, VoteCast, VoteClosed, VoteOpened
from shared.events import Commit, UnknownEvent
from shared.messages import Refused
from shared.room import Room


@dataclass(frozen=True)
class Edition:
    """The newest edition of a vote, and where in the log its ballots lie."""

    opened: VoteOpened
    opened_at: int
    closed_at: int


async def edition_of(room: Room, area: str, round_: str) -> Edition:
    """Raises `Refused` while the vote has not closed."""
    return edition_in(await room.store.read(VOTE.subject(area, round_)))


def edition_in(commits: Sequence[Commit]) -> Edition:
    """The newest one of a vote's history. Raises `Refused` while it has not closed."""
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
    sealed = await read_box(room.settings.nats_url, area, round_, edition)

    def counted() -> tuple[Outcomes, str]:
        said = open_all(keys.box, sealed)
        return outcomes(edition.opened, said.values(), keys.seed), root(said)

    found, receipts_root = await asyncio.to_thread(counted)
    return Count(len(sealed), found, receipts_root, keys.seed)


class _Cast(msgspec.Struct):
    """Of an event, what the count needs."""

    type: str
    data: VoteCast


_decode = msgspec.json.Decoder(list[_Cast]).decode
_VOTE_CAST = BALLOT.type_of(VoteCast)


async def read_box(nats_url: str, area: str, round_: str, edition: Edition) -> dict[str, bytes]:
    """The newest sealed content of each ballot, by its id."""
    newest: dict[str, bytes] = {}
    subjects = [BALLOT.subject(area, "*")]
    async with aclosing(read_range(nats_url, subjects, edition.opened_at, edition.closed_at)) as batches:
        async for batch in batches:
            for commit in batch:
                for cast in _ballots(commit.data):
                    if cast.round == round_ and cast.edition == edition.opened.edition:
                        newest[commit.subject.rpartition(".")[2]] = cast.sealed
    return newest


def _ballots(commit: bytes) -> Iterator[VoteCast]:
    for event in _decode(commit):
        if event.type != _VOTE_CAST:
            raise UnknownEvent(event.type)
        yield event.data
