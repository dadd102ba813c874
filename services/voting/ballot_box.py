"""The closed ballot box: each ballot's newest content between opening and closing, read from the log itself."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from services.voting.cast_ballots import Cast, Polls, read_cast
from services.voting.domain.merkle import root
from services.voting.domain.paper import paper
from services.voting.domain.papers import Entry, invalid_among
from services.voting.domain.sealing import open_all
from services.voting.domain.tallying import Outcomes, outcomes
from services.voting.domain.turnout import turnout
from services.voting.domain.vote import Count
from services.voting.keys import keys_of
from shared.contracts.paper import PAPER
from shared.contracts.participants import Channel
from shared.contracts.results import ChannelCount, InvalidCount
from shared.contracts.turnout import Turnout
from shared.contracts.voting import VOTE, VOTE_STILL_OPEN, PaperBatchTakenIn, VoteClosed, VoteOpened
from shared.event_store import EventStore
from shared.events import Commit
from shared.messages import Event, Refused
from shared.room import Room


@dataclass(frozen=True)
class Edition:
    """The newest edition of a vote, and where in the log its ballots lie. `batches` of papers are in it."""

    opened: VoteOpened
    opened_at: int
    closed_at: int = 0
    batches: tuple[str, ...] = ()


async def edition_of(room: Room, area: str, round_: str) -> Edition:
    """Raises `Refused` while the vote has not closed."""
    return edition_in(await room.store.read(VOTE.subject(area, round_)))


def edition_in(commits: Sequence[Commit]) -> Edition:
    """The newest one of a vote's history. Raises `Refused` while it has not closed."""
    edition = newest_in(commits)
    if edition is None or not edition.closed_at:
        raise Refused(VOTE_STILL_OPEN)
    return edition


def newest_in(commits: Sequence[Commit]) -> Edition | None:
    edition: Edition | None = None
    for commit in commits:
        for recorded in commit.events:
            edition = _followed(edition, recorded.event, commit.position)
    return edition


def _followed(edition: Edition | None, event: Event, position: int) -> Edition | None:
    match event:
        case VoteOpened():
            return Edition(event, position)
        case VoteClosed() if edition:
            return replace(edition, closed_at=position)
        case PaperBatchTakenIn(batch=batch) if edition:
            return replace(edition, batches=(*edition.batches, batch))
        case _:
            return edition


async def count_box(room: Room, area: str, round_: str) -> Count:
    """Count a closed vote. A ballot counts if the log has it before `VoteClosed`."""
    edition = await edition_of(room, area, round_)
    keys = await keys_of(room, area, round_, edition.opened.edition)
    held = await read_box(room.settings.nats_url, room.store, area, round_, edition)

    def counted() -> tuple[Outcomes, str, Turnout]:
        opened = open_all(keys.box, held.ballots)
        found = outcomes(edition.opened, opened.marks, keys.seed)
        return found, root(opened.by_receipt), turnout(keys.groups, held.groups)

    found, receipts_root, voters = await asyncio.to_thread(counted)
    return Count(len(held.ballots), found, receipts_root, keys.seed, held.channels, held.invalid, voters)


@dataclass(frozen=True)
class Held:
    """What a closed box holds: sealed ballots by id, those on paper among them, the papers that do not count, and the
    sealed groups of who voted."""

    ballots: Mapping[str, bytes]
    channels: tuple[ChannelCount, ...]
    invalid: tuple[InvalidCount, ...]
    groups: Mapping[str, bytes]


async def read_box(nats_url: str, store: EventStore, area: str, round_: str, edition: Edition) -> Held:
    """The newest sealed content of each ballot, and what two people read on each paper."""
    cast = await cast_in(nats_url, area, round_, edition)
    papers = await read_papers(store, area, edition.batches)
    valid = {id_: entry for id_, entry in papers.items() if isinstance(entry, bytes)}
    return Held(
        {**cast.ballots, **valid},
        counts({**cast.channels, Channel.PAPER: len(valid)}),
        invalid_among(papers.values()),
        cast.groups,
    )


def counts(channels: Mapping[Channel, int]) -> tuple[ChannelCount, ...]:
    return tuple(ChannelCount(channel, channels[channel]) for channel in Channel if channels.get(channel))


async def read_papers(store: EventStore, area: str, batches: Iterable[str]) -> dict[str, Entry]:
    """What two people read alike on each paper."""
    found: dict[str, Entry] = {}
    for batch in batches:
        commits = await store.read(PAPER.subject(area, batch))
        papers = paper.over((one.event for commit in commits for one in commit.events), paper.initial)
        found.update(papers.agreed)
    return found


async def cast_in(nats_url: str, area: str, round_: str, edition: Edition) -> Cast:
    """What was cast from the opening to the closing."""
    return await read_cast(nats_url, area, Polls(round_, edition.opened.edition, edition.opened_at, edition.closed_at))
