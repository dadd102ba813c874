"""What the voting room can be asked to do."""

from services.voting.ballot_box import closed_at, count_box
from services.voting.domain.ballot import ballot, ballot_id
from services.voting.domain.vote import vote
from shared.contracts.areas import UNKNOWN_ROUND
from shared.contracts.round_terms import ROUND_TERMS
from shared.contracts.voting import (
    VOTE_CLOSED,
    AddItem,
    CastVote,
    CloseVote,
    CountVote,
    MoveClosing,
    OpenVote,
)
from shared.decider import Given
from shared.messages import Done, Refused, require
from shared.room import Room, on
from shared.service import Commands


async def open_vote(command: OpenVote, command_id: str, room: Room) -> Done:
    terms = await room.newest(ROUND_TERMS, command.area, command.round)
    if terms.state is None:
        raise Refused(UNKNOWN_ROUND)
    return await room.handle(vote, command.round, Given(command, terms.state), command_id)


async def count_vote(command: CountVote, command_id: str, room: Room) -> Done:
    outcome = await count_box(room, command.area, command.round)
    return await room.handle(vote, command.round, Given(command, outcome), command_id)


async def cast_vote(command: CastVote, command_id: str, room: Room) -> Done:
    """Decided on the vote in memory; what that refuses is decided once more on the vote as the log has it."""
    known = await room.known(vote, command.area, command.round)
    id_ = ballot_id(command.round, command.by.id)
    try:
        done = await room.handle(ballot, id_, Given(command, known.state), command_id)
    except Refused:
        newest = await room.newest(vote, command.area, command.round)
        if newest.position == known.position:
            raise
        done = await room.handle(ballot, id_, Given(command, newest.state), command_id)
    await _require_before_closing(command, done, room)
    return Done(command.round, done.position)


async def _require_before_closing(command: CastVote, done: Done, room: Room) -> None:
    """A ballot that reached the log behind `VoteClosed` is not counted, so it must not be confirmed either."""
    newest = await room.newest(vote, command.area, command.round)
    if newest.state.closed:
        require(done.position < await closed_at(room, command.area, command.round), VOTE_CLOSED)


COMMANDS: Commands = {
    AddItem: on(vote, "round"),
    OpenVote: open_vote,
    MoveClosing: on(vote, "round"),
    CloseVote: on(vote, "round"),
    CountVote: count_vote,
    CastVote: cast_vote,
}
