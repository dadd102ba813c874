"""A vote (äänestys): collects what is on the ballot, is frozen when it is announced or opens, closes once, is counted
once, and stands when two people have signed the count. Annulled, it can be held anew: an edition of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

from services.voting.domain.batches import collect
from services.voting.domain.certification import Recount, certify, reopen, settle
from services.voting.domain.closing import end
from services.voting.domain.opening import Opening, add, announce, open_
from services.voting.domain.rivals import name_rivals
from services.voting.domain.state import Vote, evolve
from services.voting.domain.tallying import Outcomes, results
from shared.contracts.certification import VOTE_ANNULLED, AnnulVote, CertifyVote, PublishVote, ReopenVote, ReviewVote
from shared.contracts.paper import PAPERS_AWAITED, OpenPaperBatch, TakeInPaperBatch
from shared.contracts.results import ChannelCount, InvalidCount, VoteResult
from shared.contracts.turnout import Turnout
from shared.contracts.voting import (
    VOTE,
    VOTE_STILL_OPEN,
    AddItem,
    AnnounceVote,
    CloseVote,
    CountVote,
    ExtendVote,
    MoveClosing,
    NameRivals,
    OpenVote,
    VoteCounted,
    VoteEvent,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Count:
    """What the ballot box held, counted."""

    ballots: int
    outcomes: Outcomes
    receipts_root: str
    seed: str
    channels: tuple[ChannelCount, ...] = ()
    invalid: tuple[InvalidCount, ...] = ()
    turnout: Turnout = field(default_factory=Turnout)


Plain: TypeAlias = (
    AddItem
    | NameRivals
    | MoveClosing
    | ExtendVote
    | CloseVote
    | OpenPaperBatch
    | TakeInPaperBatch
    | ReviewVote
    | AnnulVote
    | PublishVote
)
Informed: TypeAlias = (
    Given[AnnounceVote, Opening]
    | Given[OpenVote, Opening]
    | Given[CountVote, Count]
    | Given[CertifyVote, Recount]
    | Given[ReopenVote, str]
)


def decide(command: Plain | Informed, state: Vote) -> Sequence[VoteEvent]:
    if isinstance(command, Given):
        return _decide_informed(command, state)
    match command:
        case AddItem():
            return add(command, state)
        case NameRivals():
            return name_rivals(command, state)
        case MoveClosing() | ExtendVote() | CloseVote():
            return end(command, state)
        case OpenPaperBatch() | TakeInPaperBatch():
            return collect(command, state)
        case ReviewVote() | PublishVote() | AnnulVote():
            return settle(command, state)


def _decide_informed(command: Informed, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case Given(AnnounceVote() as asked, Opening() as opening):
            return announce(asked, opening, state)
        case Given(OpenVote() as asked, Opening() as opening):
            return open_(asked, opening, state)
        case Given(CountVote(), Count() as count):
            return _count(count, state)
        case Given(CertifyVote() as asked, Recount() as recount):
            return certify(asked, recount, state)
        case Given(ReopenVote() as asked, str() as seed):
            return reopen(asked, seed, state)
        case _:
            raise TypeError(command)


def _count(count: Count, state: Vote) -> Sequence[VoteEvent]:
    if state.counted:
        return []
    require(not state.annulled, VOTE_ANNULLED)
    if state.opened is None or not state.closed:
        raise Refused(VOTE_STILL_OPEN)
    require(not state.awaits_papers, PAPERS_AWAITED)
    of_this_edition = sha256(count.seed.encode()).hexdigest() == state.opened.seed_hash
    require(of_this_edition, VOTE_ANNULLED)  # counting takes its time, and the vote may be held anew meanwhile
    return [
        VoteCounted(
            result=VoteResult(
                ballots=count.ballots,
                contests=results(state.opened, count.outcomes),
                receipts_root=count.receipts_root,
                seed=count.seed,
                channels=count.channels,
                invalid=count.invalid,
            ),
            turnout=count.turnout,
        )
    ]


vote = Decider[Vote](VOTE, Vote(), evolve, decide)
