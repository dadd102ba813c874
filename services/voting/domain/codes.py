"""Codes: a batch of them is issued once and can be voided; at a desk one person has one good code at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.voting.domain.ballot import open_at
from services.voting.domain.roll import require_on_roll
from services.voting.domain.state import Vote
from shared.contracts.ballots import ALREADY_VOTED
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.codes import (
    ADMISSION,
    CODES,
    CODES_ISSUED_BEFORE,
    UNKNOWN_BATCH,
    AdmitAtDesk,
    BatchEvent,
    CodesIssued,
    CodesVoided,
    IssueCodes,
    IssuedCode,
    VoidCodes,
    VoterAdmitted,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Batch:
    issued: CodesIssued
    voided: bool = False


@dataclass(frozen=True)
class Issuing:
    """The edition that the codes are for, and what is stored of them."""

    edition: int
    codes: tuple[IssuedCode, ...]


def edition_for_codes(now: datetime, vote: Vote) -> int:
    """Letters go out before the vote opens. Raises `Refused`."""
    require(not vote.annulled, VOTE_ANNULLED)
    return open_at(now, vote).edition if vote.opened else 1


def decide(command: Given[IssueCodes, Issuing] | VoidCodes, state: Batch | None) -> Sequence[BatchEvent]:
    return _void(command, state) if isinstance(command, VoidCodes) else _issue(command.command, command.facts, state)


def _issue(command: IssueCodes, issuing: Issuing, state: Batch | None) -> Sequence[BatchEvent]:
    if state is not None:
        require_same(state, issuing)
        return []
    return [
        CodesIssued(
            round=command.round,
            edition=issuing.edition,
            label=command.label,
            home=command.home or "",
            codes=issuing.codes,
            by=command.by.id,
        )
    ]


def require_same(batch: Batch, issuing: Issuing) -> None:
    """Raises `Refused` where the batch has other codes: those on the new sheets would be good for nothing."""
    require(batch.issued.codes == issuing.codes, CODES_ISSUED_BEFORE)


def _void(command: VoidCodes, state: Batch | None) -> Sequence[BatchEvent]:
    if state is None or state.issued.round != command.round:
        raise Refused(UNKNOWN_BATCH)
    return [] if state.voided else [CodesVoided(by=command.by.id, reason=command.reason)]


def evolve(state: Batch | None, event: BatchEvent) -> Batch | None:
    if isinstance(event, CodesIssued):
        return Batch(event)
    return replace(state, voided=True) if state else None


batch = Decider[Batch | None](CODES, None, evolve, decide)


@dataclass(frozen=True)
class Arrival:
    """Somebody at a desk: the vote as it stands, what is stored of their code, and whether they have voted."""

    vote: Vote
    code: IssuedCode
    has_voted: bool


def admit(command: Given[AdmitAtDesk, Arrival], state: VoterAdmitted | None) -> Sequence[VoterAdmitted]:
    asked, arrival = command.command, command.facts
    opened = open_at(asked.at, arrival.vote)
    require_on_roll(opened.roll, asked.voter)
    require(not arrival.has_voted, ALREADY_VOTED)
    return [VoterAdmitted(round=asked.round, edition=opened.edition, code=arrival.code, by=asked.by.id)]


def newest(_: VoterAdmitted | None, event: VoterAdmitted) -> VoterAdmitted:
    return event


admission = Decider[VoterAdmitted | None](ADMISSION, None, newest, admit)
