"""What the voting room can be asked to tell."""

from typing import Any

from services.voting.ballot_box import edition_of
from services.voting.domain.ballot import ballot
from services.voting.domain.sealing import choices
from services.voting.domain.vote import vote
from services.voting.drafts import drafts_of
from services.voting.keys import keys_of
from services.voting.projections import VOTES
from shared.contracts.voting import (
    BALLOT,
    NO_BALLOT,
    NO_DRAFT,
    UNKNOWN_VOTE,
    BallotView,
    DraftView,
    GetMyBallot,
    GetMyDraft,
    GetUnfinished,
    GetVote,
    Unfinished,
    VoteStatus,
)
from shared.messages import Refused, Role
from shared.room import Room
from shared.service import Queries
from shared.views import Document


async def get_vote(query: GetVote, room: Room) -> Any:
    views = await room.reached(VOTES, query.wait_for)
    found = await views.get(VOTES.name, query.round)
    if found is None or found["area"] != query.area:
        raise Refused(UNKNOWN_VOTE)
    return found if query.by.holds(Role.COORDINATOR, query.area) else _for_everybody(found)


def _for_everybody(found: Document) -> Document:
    """Neither the result nor that there is one, until it is published."""
    if found["status"] not in (VoteStatus.COUNTED, VoteStatus.CERTIFIED):
        return found
    return found | {"status": VoteStatus.CLOSED, "result": None}


async def get_my_ballot(query: GetMyBallot, room: Room) -> BallotView:
    """As it counts: what reached the log behind the closing was refused."""
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None:
        raise Refused(NO_BALLOT)
    keys = await keys_of(room, query.area, query.round, vote_.edition)
    ends = (await edition_of(room, query.area, query.round)).closed_at if vote_.closed else None
    id_ = keys.ballot_id(query.by.id)
    commits = await room.store.read(BALLOT.subject(query.area, id_))
    events = [one.event for commit in commits if ends is None or commit.position < ends for one in commit.events]
    cast = ballot.over(events, ballot.initial)
    if cast is None:
        raise Refused(NO_BALLOT)
    _, marks = keys.box.open(id_, cast.sealed)
    return BallotView(cast.round, choices(vote_.opened, marks), cast.revision, cast.receipt)


async def get_my_draft(query: GetMyDraft, room: Room) -> DraftView:
    """Unless the ballot was cast since. Such a draft is forgotten here: casting itself does not wait for that."""
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None:
        raise Refused(NO_DRAFT)
    drafts = await drafts_of(room, query.area, query.round, vote_.edition)
    id_ = drafts.keys.draft_id(query.by.id)
    draft = await drafts.find(id_)
    if draft is None:
        raise Refused(NO_DRAFT)
    cast = (await room.newest(ballot, query.area, drafts.keys.ballot_id(query.by.id))).state
    if cast and cast.revision > draft.revision:
        await drafts.forget(id_)
        raise Refused(NO_DRAFT)
    return DraftView(query.round, draft.choices)


async def get_unfinished(query: GetUnfinished, room: Room) -> Unfinished:
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None or vote_.edition != query.edition or vote_.closed or vote_.annulled:
        raise Refused(NO_DRAFT)
    drafts = await drafts_of(room, query.area, query.round, query.edition)
    draft = await drafts.find(query.reminder)
    if draft is None or (await room.newest(ballot, query.area, drafts.keys.ballot_id(draft.person))).state:
        raise Refused(NO_DRAFT)
    return Unfinished(draft.person, vote_.opened.closes_at)


QUERIES: Queries = {
    GetUnfinished: get_unfinished,
    GetVote: get_vote,
    GetMyBallot: get_my_ballot,
    GetMyDraft: get_my_draft,
}
