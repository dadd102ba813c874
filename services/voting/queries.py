"""What the voting room can be asked to tell."""

from typing import Any

from services.voting.ballot_box import edition_of
from services.voting.code_register import CODE_QUERIES
from services.voting.domain.ballot import ballot, channel_of, is_let_in
from services.voting.domain.checking import checked
from services.voting.domain.published import found
from services.voting.domain.roll import require_on_roll
from services.voting.domain.sealing import choices
from services.voting.domain.vote import vote
from services.voting.history import QUERIES as HISTORY
from services.voting.keys import keys_of
from services.voting.lookup import published
from services.voting.projections import VOTES
from services.voting.reconciliation import QUERIES as RECONCILIATION
from services.voting.steps import get_vote_steps
from services.voting.unfinished import get_my_draft, get_unfinished
from shared.contracts.ballot_check import BallotCheck, CheckBallot
from shared.contracts.ballots import (
    BALLOT,
    NO_BALLOT,
    BallotView,
    FindBallot,
    GetMyBallot,
    GetMyDraft,
    GetUnfinished,
    PaperHandedIn,
    PublishedBallot,
)
from shared.contracts.paper import VOTED_ON_PAPER
from shared.contracts.participants import Channel
from shared.contracts.vote_steps import GetVoteSteps
from shared.contracts.voting import UNKNOWN_VOTE, VOTE_NOT_OPEN, GetVote, VoteStatus
from shared.documents import document_of
from shared.messages import Refused, Role, require
from shared.room import Room
from shared.service import Queries
from shared.views import Document


async def get_vote(query: GetVote, room: Room) -> Any:
    found = await document_of(room, VOTES, query.round, query, UNKNOWN_VOTE)
    return found if query.by.holds(Role.COORDINATOR, query.area) else _for_everybody(found)


def _for_everybody(found: Document) -> Document:
    """Neither the result and turnout nor that there is one, until it is published."""
    if found["status"] not in (VoteStatus.COUNTED, VoteStatus.CERTIFIED):
        return found
    return found | {"status": VoteStatus.CLOSED, "result": None, "turnout": None}


async def get_my_ballot(query: GetMyBallot, room: Room) -> BallotView:
    """As it counts: what reached the log behind the closing was refused. Who typed in a code sees
    what they cast then, and nobody else who has the code."""
    vote_ = (await room.newest(vote, query.area, query.round)).state
    channel = channel_of(query.by, query.area)
    by_code = channel is not Channel.ONLINE
    if vote_.opened is None or (by_code and not is_let_in(query.by, query.round, vote_.edition)):
        raise Refused(NO_BALLOT)
    keys = await keys_of(room, query.area, query.round, vote_.edition)
    ends = (await edition_of(room, query.area, query.round)).closed_at if vote_.closed else None
    id_ = keys.ballot_id(query.by.id)
    commits = await room.store.read(BALLOT.subject(query.area, id_))
    events = [one.event for commit in commits if ends is None or commit.position < ends for one in commit.events]
    cast = ballot.over(events, ballot.initial)
    if isinstance(cast, PaperHandedIn):
        raise Refused(VOTED_ON_PAPER)
    if cast is None or (by_code and (cast.channel, cast.session) != (channel, keys.session(query.by))):
        raise Refused(NO_BALLOT)
    _, marks = keys.box.open(id_, cast.sealed)
    return BallotView(cast.round, choices(vote_.opened, marks), cast.revision, cast.receipt, cast.channel)


async def check_ballot(query: CheckBallot, room: Room) -> BallotCheck:
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None:
        raise Refused(VOTE_NOT_OPEN)
    if channel_of(query.by, query.area) is Channel.ONLINE:
        require_on_roll(vote_.opened.roll, query.by)
    keys = await keys_of(room, query.area, query.round, vote_.edition)
    cast = (await room.newest(ballot, query.area, keys.ballot_id(query.by.id))).state
    require(not isinstance(cast, PaperHandedIn), VOTED_ON_PAPER)
    return checked(vote_.opened, query.choices)


async def find_ballot(query: FindBallot, room: Room) -> PublishedBallot:
    vote_, said = await published(room, query.area, query.round)
    return found(vote_, said, query.receipt.replace(" ", "").lower())


QUERIES: Queries = {
    CheckBallot: check_ballot,
    FindBallot: find_ballot,
    GetVote: get_vote,
    GetVoteSteps: get_vote_steps,
    GetMyBallot: get_my_ballot,
    GetMyDraft: get_my_draft,
    GetUnfinished: get_unfinished,
    **CODE_QUERIES,
    **RECONCILIATION,
    **HISTORY,
}
