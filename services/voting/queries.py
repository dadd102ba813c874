"""What the voting room can be asked to tell."""

from typing import Any

from services.voting.domain.ballot import ballot, ballot_id
from services.voting.projections import VOTES
from shared.contracts.voting import NO_BALLOT, UNKNOWN_VOTE, BallotView, GetMyBallot, GetVote
from shared.messages import Refused
from shared.room import Room
from shared.service import Queries


async def get_vote(query: GetVote, room: Room) -> Any:
    views = await room.reached(VOTES, query.wait_for)
    found = await views.get(VOTES.name, query.round)
    if found is None or found["area"] != query.area:
        raise Refused(UNKNOWN_VOTE)
    return found


async def get_my_ballot(query: GetMyBallot, room: Room) -> BallotView:
    newest = await room.newest(ballot, query.area, ballot_id(query.round, query.by.id))
    cast = newest.state
    if cast is None:
        raise Refused(NO_BALLOT)
    return BallotView(cast.round, cast.choices, cast.revision)


QUERIES: Queries = {GetVote: get_vote, GetMyBallot: get_my_ballot}
