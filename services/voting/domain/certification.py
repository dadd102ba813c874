"""After the count: two people sign it, or the vote is annulled in public and can be held anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from services.voting.domain.rivals import require_rivals, still_rivals
from services.voting.domain.state import Vote
from services.voting.domain.terms import frozen
from shared.contracts.ballots import NOT_AN_ITEM
from shared.contracts.certification import (
    CERTIFIED,
    COUNT_DIFFERS,
    NOT_ANNULLED,
    NOT_CERTIFIED,
    NOT_COUNTED,
    NOT_REVIEWED,
    SAME_PERSON,
    VOTE_ANNULLED,
    AnnulVote,
    CertifyVote,
    PublishVote,
    ReopenVote,
    ReviewVote,
    VoteAnnulled,
    VoteCertified,
    VotePublished,
    VoteReviewed,
)
from shared.contracts.contests import Contest
from shared.contracts.results import VoteResult
from shared.contracts.round_terms import require_contests
from shared.contracts.voting import (
    CLOSING_PAST,
    CONTEST_LOST,
    NOTHING_TO_VOTE_ON,
    OVER_VOTE_BUDGET,
    UNKNOWN_VOTE,
    Item,
    ItemLeftOut,
    VoteEvent,
)
from shared.messages import Refused, require


def settle(command: ReviewVote | PublishVote | AnnulVote, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case ReviewVote():
            return _review(command, state)
        case PublishVote():
            return _publish(state)
        case AnnulVote():
            return _annul(command, state)
        case _:
            assert_never(command)


def _review(command: ReviewVote, state: Vote) -> Sequence[VoteEvent]:
    _count_of(state)
    return [] if state.reviewed_by else [VoteReviewed(by=command.by.id)]


@dataclass(frozen=True)
class Recount:
    """What the log holds at the second signature, and the key that opened it."""

    receipts_root: str
    selected: tuple[tuple[str, ...], ...]  # of each contest
    box_key: str


def certify(command: CertifyVote, recount: Recount, state: Vote) -> Sequence[VoteEvent]:
    if state.certified:
        return []
    counted = require_signable(command, state)
    selected = tuple(contest.selected for contest in counted.contests)
    require((recount.receipts_root, recount.selected) == (counted.receipts_root, selected), COUNT_DIFFERS)
    return [VoteCertified(by=command.by.id, edition=state.edition, box_key=recount.box_key)]


def require_signable(command: CertifyVote, state: Vote) -> VoteResult:
    """The count that this person may certify. Raises `Refused`."""
    counted = _count_of(state)
    require(bool(state.reviewed_by), NOT_REVIEWED)
    require(state.reviewed_by != command.by.id, SAME_PERSON)
    return counted


def _count_of(state: Vote) -> VoteResult:
    require(not state.annulled, VOTE_ANNULLED)
    if state.counted is None:
        raise Refused(NOT_COUNTED)
    return state.counted


def _publish(state: Vote) -> Sequence[VoteEvent]:
    if state.certified is None or state.counted is None:
        raise Refused(NOT_CERTIFIED)
    if state.published:
        return []
    box_key = state.certified.box_key
    return [VotePublished(edition=state.edition, box_key=box_key, result=state.counted, turnout=state.turnout)]


def _annul(command: AnnulVote, state: Vote) -> Sequence[VoteEvent]:
    require(state.terms is not None, UNKNOWN_VOTE)
    require(state.certified is None, CERTIFIED)
    return [] if state.annulled else [VoteAnnulled(edition=state.edition, reason=command.reason)]


def reopen(command: ReopenVote, seed: str, state: Vote) -> Sequence[VoteEvent]:
    before = state.terms
    if before is None or not state.annulled:
        raise Refused(NOT_ANNULLED)
    require(command.closes_at > command.at, CLOSING_PAST)
    contests = command.contests or before.contests
    require_contests(contests)
    items = _kept(command, before.items, contests)
    rivals = still_rivals(before.rivals, items) if command.rivals is None else command.rivals
    require_rivals(rivals, items)
    return [
        *(ItemLeftOut(proposal=proposal) for proposal in command.without),
        frozen(
            edition=before.edition + 1,
            items=items,
            contests=contests,
            rivals=rivals,
            roll=command.roll or before.roll,
            closes_at=command.closes_at,
            seed=seed,
            trial=before.trial,
        ),
    ]


def _kept(command: ReopenVote, items: tuple[Item, ...], contests: Sequence[Contest]) -> tuple[Item, ...]:
    known = {item.proposal for item in items}
    for proposal in command.without:
        require(proposal in known, NOT_AN_ITEM, proposal=proposal)
    kept = tuple(item for item in items if item.proposal not in command.without)
    require(bool(kept), NOTHING_TO_VOTE_ON)
    budgets = {contest.id: contest.budget_cents for contest in contests}
    for item in kept:
        require(item.contest in budgets, CONTEST_LOST, proposal=item.title)
        require(item.cost_cents <= budgets[item.contest], OVER_VOTE_BUDGET, proposal=item.title)
    return kept
