"""A vote (äänestys): collects what is on the ballot, is frozen when it opens, closes once, is counted once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never

import msgspec

from services.voting.domain.counting import Outcome
from shared.contracts.areas import Phase
from shared.contracts.round_terms import RoundTerms
from shared.contracts.voting import (
    NOT_VOTING_PHASE,
    NOTHING_TO_VOTE_ON,
    UNKNOWN_VOTE,
    VOTE,
    VOTE_STILL_OPEN,
    AddItem,
    CloseVote,
    CountVote,
    Item,
    ItemAdded,
    ItemLeftOut,
    ItemResult,
    MoveClosing,
    OpenVote,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
    VoteOpened,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require

VoteCommand: TypeAlias = AddItem | Given[OpenVote, RoundTerms] | MoveClosing | CloseVote | Given[CountVote, Outcome]
VoteEvent: TypeAlias = ItemAdded | ItemLeftOut | VoteOpened | VoteClosingMoved | VoteClosed | VoteCounted


@dataclass(frozen=True)
class Vote:
    items: tuple[Item, ...] = ()
    left_out: frozenset[str] = frozenset()
    opened: VoteOpened | None = None
    closed: bool = False
    counted: bool = False

    @property
    def closes_at(self) -> datetime | None:
        return self.opened.closes_at if self.opened else None


def decide(command: VoteCommand, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case AddItem():
            return _add(command.item, state)
        case Given(OpenVote(), RoundTerms() as terms):
            return _open(command.at, terms, state)
        case MoveClosing():
            return _move_closing(command, state)
        case CloseVote():
            return _close(state)
        case Given(CountVote(), Outcome() as outcome):
            return _count(outcome, state)
        case _:
            raise TypeError(command)


def _add(item: Item, state: Vote) -> Sequence[VoteEvent]:
    if item in state.items or item.proposal in state.left_out:
        return []
    return [ItemLeftOut(proposal=item.proposal)] if state.opened else [ItemAdded(item=item)]


def _open(now: datetime, terms: RoundTerms, state: Vote) -> Sequence[VoteEvent]:
    if state.opened:
        return []
    require(bool(state.items), NOTHING_TO_VOTE_ON)
    closes_at = terms.timetable.end_of(Phase.VOTING)
    if closes_at is None:
        raise Refused(NOT_VOTING_PHASE)
    opened = VoteOpened(
        items=state.items,
        budget_cents=terms.budget_cents,
        limits=terms.limits,
        rule=terms.rule,
        closes_at=closes_at,
    )
    return [opened] if now < closes_at else [opened, VoteClosed()]  # its closing was asked for and refused before


def _move_closing(command: MoveClosing, state: Vote) -> Sequence[VoteEvent]:
    if state.opened is None or state.closed or state.closes_at == command.closes_at:
        return []
    return [VoteClosingMoved(closes_at=command.closes_at)]


def _close(state: Vote) -> Sequence[VoteEvent]:
    require(state.opened is not None, UNKNOWN_VOTE)
    return [] if state.closed else [VoteClosed()]


def _count(outcome: Outcome, state: Vote) -> Sequence[VoteEvent]:
    if state.counted:
        return []
    require(state.closed, VOTE_STILL_OPEN)
    return [
        VoteCounted(
            ballots=outcome.ballots,
            selected=outcome.selected,
            spent_cents=outcome.spent_cents,
            items=tuple(
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
                )
                for item in outcome.items
            ),
            ties=outcome.ties,
        )
    ]


def evolve(state: Vote, event: VoteEvent) -> Vote:
    match event:
        case ItemAdded():
            return replace(state, items=(*state.items, event.item))
        case ItemLeftOut():
            return replace(state, left_out=state.left_out | {event.proposal})
        case VoteOpened():
            return replace(state, opened=event)
        case VoteClosingMoved():
            return replace(state, opened=_with_closing(state.opened, event.closes_at))
        case VoteClosed():
            return replace(state, closed=True)
        case VoteCounted():
            return replace(state, counted=True)
        case _:
            assert_never(event)


def _with_closing(opened: VoteOpened | None, closes_at: datetime) -> VoteOpened | None:
    if opened is None:
        return None
    return msgspec.structs.replace(opened, closes_at=closes_at)


vote = Decider[Vote](VOTE, Vote(), evolve, decide)
