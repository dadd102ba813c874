"""What is published of a vote, laid where every gateway can fetch it; it can be made anew from the log at any time."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.voting.ballot_box import edition_in, read_box
from services.voting.domain.bundle import Bundle, Certified, pack
from services.voting.domain.election import elections
from services.voting.domain.sealing import Box, open_all
from services.voting.domain.state import Vote
from shared.ages import FINLAND
from shared.contracts.areas import AREA, AreaRegistered
from shared.contracts.certification import NOT_CERTIFIED
from shared.contracts.round_terms import ROUND_TERMS
from shared.contracts.rounds import UNKNOWN_ROUND
from shared.contracts.voting import VOTE, VoteOpened
from shared.decider import Fold
from shared.events import Commit
from shared.log import BUNDLES
from shared.messages import Refused
from shared.room import Room


def _name(_: str, event: AreaRegistered) -> str:
    return event.name


AREA_NAME = Fold[str](AREA, "", _name)


async def lay_out(room: Room, area: str, round_: str, vote: Vote) -> None:
    certified, counted, opened = vote.certified, vote.counted, vote.opened
    if certified is None or counted is None or opened is None or not vote.published:
        raise Refused(NOT_CERTIFIED)
    commits = await room.store.read(VOTE.subject(area, round_))
    sealed = (await read_box(room.settings.nats_url, room.store, area, round_, edition_in(commits))).ballots
    terms = (await room.newest(ROUND_TERMS, area, round_)).state
    if terms is None:
        raise Refused(UNKNOWN_ROUND)
    vote_ = Certified(
        area=area,
        round=round_,
        name=terms.name,
        place=(await room.newest(AREA_NAME, area, area)).state or area,
        begins=min(_opened_at(commits), opened.closes_at).astimezone(FINLAND).date(),
        ends=opened.closes_at.astimezone(FINLAND).date(),
        opened=opened,
        counted=counted,
        box_key=certified.box_key,
    )
    store = await room.nc.jetstream().object_store(BUNDLES)
    await store.put(f"{area}/{round_}", await asyncio.to_thread(_archive, vote_, sealed))


def _opened_at(commits: Sequence[Commit]) -> datetime:
    """Of the newest edition: one held anew opens when the timetable has gone on."""
    return max(one.at for commit in commits for one in commit.events if isinstance(one.event, VoteOpened))


def _archive(vote: Certified, sealed: Mapping[str, bytes]) -> bytes:
    box = Box(bytes.fromhex(vote.box_key))
    said = open_all(box, sealed).by_receipt
    return pack(Bundle(vote, sealed, tuple(sorted(said)), elections(vote, said)))
