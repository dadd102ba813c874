"""A vote (äänestys): collects what is on the ballot, is frozen when it is announced or opens, closes once, is counted
once, and stands when two people have signed the count. Annulled, it can be held anew: an edition of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.voting.domain.certification import Recount, certify, reopen, settle
from services.voting.domain.closing import close, extend, move_closing
from services.voting.domain.counting import Outcome
from services.voting.domain.opening import Opening, add, announce, open_
from services.voting.domain.state import Vote, VoteEvent, evolve
from shared.contracts.voting import (
    VOTE,
    VOTE_ANNULLED,
    VOTE_STILL_OPEN,
    AddItem,
    AnnounceVote,
    AnnulVote,
    CertifyVote,
    CloseVote,
    CountVote,
    ExtendVote,
    ItemResult,
    MoveClosing,
    OpenVote,
    PublishVote,
    ReopenVote,
    ReviewVote,
    VoteCounted,
)
from shared.decider import Decider, Given
from shared.messages import require


@dataclass(frozen=True)
class Count:
    """What the ballot box held, counted."""

    outcome: Outcome
    receipts_root: str
    seed: str


Plain: TypeAlias = AddItem | MoveClosing | ExtendVote | CloseVote | ReviewVote | AnnulVote | PublishVote
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
        case MoveClosing():
            return move_closing(command, state)
        case ExtendVote():
            return extend(command, state)
        case CloseVote():
            return close(command, state)
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
    require(state.closed, VOTE_STILL_OPEN)
    outcome = count.outcome
    return [
        VoteCounted(
            ballots=outcome.ballots,
            selected=outcome.selected,
            spent_cents=outcome.spent_cents,
            items=results(outcome),
            ties=outcome.ties,
            receipts_root=count.receipts_root,
            seed=count.seed,
        )
    ]


def results(outcome: Outcome) -> tuple[ItemResult, ...]:
    return tuple(
        ItemResult(
            proposal=item.id,
            votes=item.votes,
            score=item.score,
            rank=item.rank,
            funded=item.funded,
            reason=item.reason,
            left_cents=item.left_cents,
            price=item.price,
            lacking_cents=item.lacking_cents,
            needed=item.needed,
        )
        for item in outcome.items
    )


vote = Decider[Vote](VOTE, Vote(), evolve, decide)
