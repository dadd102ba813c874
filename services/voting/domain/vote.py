"""A vote (äänestys): collects what is on the ballot, is frozen when it opens, closes once, is counted once, and stands
when two people have signed the count. Annulled, it can be held anew: an edition of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.voting.domain.batches import collect
from services.voting.domain.certification import Recount, certify, reopen, settle
from services.voting.domain.rivals import name_rivals
from services.voting.domain.state import Vote, VoteEvent, evolve
from services.voting.domain.tallying import Outcomes, results
from services.voting.domain.terms import frozen
from shared.contracts.areas import Phase, require_due
from shared.contracts.paper import PAPERS_AWAITED, OpenPaperBatch, TakeInPaperBatch
from shared.contracts.round_terms import RoundTerms
from shared.contracts.voting import (
    NOT_VOTING_PHASE,
    NOTHING_TO_VOTE_ON,
    UNKNOWN_VOTE,
    VOTE,
    VOTE_ANNULLED,
    VOTE_STILL_OPEN,
    AddItem,
    AnnulVote,
    CertifyVote,
    ChannelCount,
    CloseVote,
    CountVote,
    InvalidCount,
    ItemAdded,
    ItemLeftOut,
    MoveClosing,
    NameRivals,
    OpenVote,
    PublishVote,
    ReopenVote,
    ReviewVote,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
)
from shared.decider import Decider, Given
from shared.messages import Command, Refused, require


@dataclass(frozen=True)
class Opening:
    terms: RoundTerms
    seed: str


@dataclass(frozen=True)
class Count:
    """What the ballot box held, counted."""

    ballots: int
    outcomes: Outcomes
    receipts_root: str
    seed: str
    channels: tuple[ChannelCount, ...] = ()
    invalid: tuple[InvalidCount, ...] = ()


Plain: TypeAlias = (
    AddItem
    | NameRivals
    | MoveClosing
    | CloseVote
    | OpenPaperBatch
    | TakeInPaperBatch
    | ReviewVote
    | AnnulVote
    | PublishVote
)
Informed: TypeAlias = (
    Given[OpenVote, Opening] | Given[CountVote, Count] | Given[CertifyVote, Recount] | Given[ReopenVote, str]
)


def decide(command: Plain | Informed, state: Vote) -> Sequence[VoteEvent]:
    if isinstance(command, Given):
        return _decide_informed(command, state)
    match command:
        case AddItem():
            return _add(command, state)
        case NameRivals():
            return name_rivals(command, state)
        case MoveClosing() | CloseVote():
            return _move_closing(command, state) if isinstance(command, MoveClosing) else _close(command, state)
        case OpenPaperBatch() | TakeInPaperBatch():
            return collect(command, state)
        case ReviewVote() | PublishVote() | AnnulVote():
            return settle(command, state)


def _decide_informed(command: Informed, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case Given(OpenVote() as asked, Opening() as opening):
            return _open(asked, opening, state)
        case Given(CountVote(), Count() as count):
            return _count(count, state)
        case Given(CertifyVote() as asked, Recount() as recount):
            return certify(asked, recount, state)
        case Given(ReopenVote() as asked, str() as seed):
            return reopen(asked, seed, state)
        case _:
            raise TypeError(command)


def _add(command: AddItem, state: Vote) -> Sequence[VoteEvent]:
    item = command.item
    if item in state.items or item.proposal in state.left_out:
        return []
    return [ItemLeftOut(proposal=item.proposal)] if state.opened else [ItemAdded(item=item)]


def _open(command: Command, opening: Opening, state: Vote) -> Sequence[VoteEvent]:
    if state.opened:
        return []
    terms = opening.terms
    require(bool(state.items), NOTHING_TO_VOTE_ON)
    closes_at = terms.timetable.end_of(Phase.VOTING)
    if closes_at is None:
        raise Refused(NOT_VOTING_PHASE)
    opened = frozen(
        edition=1,
        items=state.items,
        contests=terms.contests,
        rivals=state.rivals,
        roll=terms.roll,
        closes_at=closes_at,
        seed=opening.seed,
    )
    # its closing may have been asked for and refused before
    return [opened] if command.at < closes_at else [opened, VoteClosed()]


def _move_closing(command: MoveClosing, state: Vote) -> Sequence[VoteEvent]:
    """The first edition ends as the round's timetable says; one held anew has a time of its own."""
    if state.edition != 1 or state.closed or state.annulled or state.closes_at == command.closes_at:
        return []
    moved = VoteClosingMoved(closes_at=command.closes_at)
    return [moved] if command.at < command.closes_at else [moved, VoteClosed()]


def _close(command: CloseVote, state: Vote) -> Sequence[VoteEvent]:
    if state.opened is None:
        raise Refused(UNKNOWN_VOTE)
    require(not state.annulled, VOTE_ANNULLED)
    if state.closed:
        return []
    require_due(state.opened.closes_at, command.at)
    require(command.at >= state.opened.closes_at, VOTE_STILL_OPEN)
    return [VoteClosed()]


def _count(count: Count, state: Vote) -> Sequence[VoteEvent]:
    if state.counted:
        return []
    require(not state.annulled, VOTE_ANNULLED)
    if state.opened is None or not state.closed:
        raise Refused(VOTE_STILL_OPEN)
    require(not state.awaits_papers, PAPERS_AWAITED)
    return [
        VoteCounted(
            ballots=count.ballots,
            contests=results(state.opened, count.outcomes),
            receipts_root=count.receipts_root,
            seed=count.seed,
            channels=count.channels,
            invalid=count.invalid,
        )
    ]


vote = Decider[Vote](VOTE, Vote(), evolve, decide)
