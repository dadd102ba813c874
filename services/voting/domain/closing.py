"""When a vote closes: at its time, which once it is open may only move later, and in public."""

from collections.abc import Sequence
from typing import assert_never

from services.voting.domain.ballot import open_at
from services.voting.domain.state import Vote
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.rounds import VOTE_ONLY_EXTENDED, require_due
from shared.contracts.voting import (
    CLOSES_BY_TIMETABLE,
    UNKNOWN_VOTE,
    VOTE_STILL_OPEN,
    CloseVote,
    ExtendVote,
    MoveClosing,
    VoteClosed,
    VoteClosingMoved,
    VoteEvent,
)
from shared.messages import Refused, require


def end(command: MoveClosing | ExtendVote | CloseVote, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case MoveClosing():
            return _move(command, state)
        case ExtendVote():
            return _extend(command, state)
        case CloseVote():
            return _close(command, state)
        case _:
            assert_never(command)


def _move(command: MoveClosing, state: Vote) -> Sequence[VoteEvent]:
    """The first edition ends as the round's timetable says; one held anew has a time of its own."""
    terms = state.terms
    if terms is None or terms.edition != 1 or state.closed or state.annulled or command.closes_at == terms.closes_at:
        return []
    moved = VoteClosingMoved(closes_at=command.closes_at)
    if state.opened is None:
        return [moved]
    require(terms.trial or command.closes_at > terms.closes_at, VOTE_ONLY_EXTENDED)
    return [moved] if command.at < command.closes_at else [moved, VoteClosed()]


def _extend(command: ExtendVote, state: Vote) -> Sequence[VoteEvent]:
    if command.closes_at == state.closes_at:
        return []
    opened = open_at(command.at, state)
    require(opened.edition > 1, CLOSES_BY_TIMETABLE)
    require(command.closes_at > opened.closes_at, VOTE_ONLY_EXTENDED)
    return [VoteClosingMoved(closes_at=command.closes_at)]


def _close(command: CloseVote, state: Vote) -> Sequence[VoteEvent]:
    if state.opened is None:
        raise Refused(UNKNOWN_VOTE)
    require(not state.annulled, VOTE_ANNULLED)
    if state.closed:
        return []
    require_due(state.opened.closes_at, command.at)
    require(command.at >= state.opened.closes_at, VOTE_STILL_OPEN)
    return [VoteClosed()]
