"""What a costing has come to, and what its rules need to know of the proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from shared.contracts.costing import (
    NOT_ASSIGNED,
    AppealDecided,
    AuthorAnswered,
    AuthorAsked,
    CostEstimated,
    CostingAppealed,
    CostingAssigned,
    CostingClosed,
    CostingEvent,
    CostingSigned,
    SignatureGiven,
)
from shared.contracts.round_terms import RoundTerms
from shared.messages import Refused


@dataclass(frozen=True)
class Origin:
    """Where the proposal comes from: its round, and the people whose ideas it is built from; and which experts there
    are, where one is named."""

    terms: RoundTerms
    authors: frozenset[str]
    experts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Costing:
    """`settled`: nothing after the last estimate asks for a new one. Signers, appeals, decisions: by version."""

    assigned: CostingAssigned
    estimates: tuple[CostEstimated, ...] = ()
    settled: bool = False
    questions: Mapping[str, AuthorAsked] = field(default_factory=dict)
    answers: Mapping[str, AuthorAnswered] = field(default_factory=dict)
    signers: Mapping[int, str] = field(default_factory=dict)
    last_signed: CostingSigned | None = None
    appeals: Mapping[int, CostingAppealed] = field(default_factory=dict)
    decisions: Mapping[int, AppealDecided] = field(default_factory=dict)
    closed: bool = False

    @property
    def signed(self) -> CostingSigned | None:
        """What two people stand by now."""
        decided = self.decisions.get(self.last_signed.version) if self.last_signed else None
        return None if decided and decided.upheld else self.last_signed

    @property
    def is_disputed(self) -> bool:
        return self.appeals.keys() != self.decisions.keys()

    @property
    def placeable(self) -> CostingSigned | None:
        """What may go on the ballot."""
        return None if self.is_disputed else self.signed


def assigned(state: Costing | None) -> Costing:
    if state is None:
        raise Refused(NOT_ASSIGNED)
    return state


def evolve(state: Costing | None, event: CostingEvent) -> Costing:
    match event:
        case CostingAssigned():
            return replace(state, assigned=event, settled=False) if state else Costing(event)
        case CostEstimated() | AuthorAsked() | AuthorAnswered():
            return _estimating(assigned(state), event)
        case SignatureGiven():
            known = assigned(state)
            return replace(known, signers={**known.signers, event.version: event.signer})
        case CostingSigned() | CostingAppealed() | AppealDecided() | CostingClosed():
            return _signing(assigned(state), event)
        case _:
            assert_never(event)


def _estimating(state: Costing, event: CostEstimated | AuthorAsked | AuthorAnswered) -> Costing:
    match event:
        case CostEstimated():
            return replace(state, estimates=(*state.estimates, event), settled=True)
        case AuthorAsked():
            return replace(state, questions={**state.questions, event.question: event}, settled=False)
        case AuthorAnswered():
            return replace(state, answers={**state.answers, event.question: event}, settled=False)
        case _:
            assert_never(event)


def _signing(state: Costing, event: CostingSigned | CostingAppealed | AppealDecided | CostingClosed) -> Costing:
    match event:
        case CostingSigned():
            return replace(state, last_signed=event)
        case CostingAppealed():
            return replace(state, appeals={**state.appeals, event.version: event})
        case AppealDecided():
            return replace(state, decisions={**state.decisions, event.version: event}, settled=not event.upheld)
        case CostingClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)
