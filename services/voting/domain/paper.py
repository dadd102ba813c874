"""A batch of ballots on paper: each is entered by two people who must read it alike, then the batch is settled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from services.voting.domain.ballot import require_within
from services.voting.domain.sealing import Box, marks, widest
from services.voting.domain.state import Vote
from shared.contracts.paper import (
    BATCH_SEALED,
    PAPER,
    PAPERS_DIFFER,
    PAPERS_NOT_AGREED,
    UNKNOWN_BATCH,
    UNKNOWN_SERIAL,
    Agreement,
    EnterPaper,
    PaperCommand,
    PaperEntered,
    PaperFoundInvalid,
    PapersSettled,
    PaperStruck,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
)
from shared.contracts.voting import VOTE_ANNULLED, VOTE_STILL_OPEN, InvalidCount, InvalidReason, VoteOpened
from shared.decider import Decider, Given
from shared.messages import Refused, require

Entry: TypeAlias = bytes | InvalidReason
"""Sealed choices, or why the paper does not count."""


@dataclass(frozen=True)
class Papers:
    """By serial, each clerk's newest entry."""

    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    settled: PapersSettled | None = None

    def entered(self, serial: str, by: str) -> Entry | None:
        return self.entries.get(serial, {}).get(by)

    def agreement(self, serial: str) -> Agreement:
        read = self.entries[serial]
        if len(set(read.values())) > 1:
            return Agreement.DIFFERS
        return Agreement.AGREED if len(read) > 1 else Agreement.ONCE

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        return {serial: self.agreement(serial) for serial in self.entries}

    @property
    def agreed(self) -> Mapping[str, Entry]:
        """By serial, what two people read alike."""
        alike = (serial for serial, how in self.agreements.items() if how is Agreement.AGREED)
        return {serial: next(iter(self.entries[serial].values())) for serial in alike}


def invalid_among(entries: Iterable[Entry]) -> tuple[InvalidCount, ...]:
    found = Counter(entry for entry in entries if isinstance(entry, InvalidReason))
    return tuple(InvalidCount(reason, found[reason]) for reason in InvalidReason if reason in found)


@dataclass(frozen=True)
class Entering:
    """The vote as it stands, and the box that seals what is entered."""

    vote: Vote
    box: Box


@dataclass(frozen=True)
class Settling:
    """The vote as it stands, and how many people handed in a paper with this batch."""

    vote: Vote
    handed_in: int


PaperEvent: TypeAlias = PaperEntered | PaperFoundInvalid | PaperStruck | PapersSettled
Entered: TypeAlias = EnterPaper | RejectPaper | StrikePaper


def decide(command: Given[Entered, Entering] | Given[SealPaperBatch, Settling], state: Papers) -> Sequence[PaperEvent]:
    opened = opened_for(command.command, command.facts.vote)
    match command:
        case Given(SealPaperBatch() as asked, Settling() as settling):
            return _settle(asked, opened, settling, state)
        case Given(EnterPaper() | RejectPaper() | StrikePaper() as asked, Entering() as entering):
            require(state.settled is None, BATCH_SEALED)
            return _enter(asked, opened, entering.box, state)
        case _:
            raise TypeError(command)


def opened_for(command: PaperCommand, vote: Vote) -> VoteOpened:
    """The terms under which this batch was opened. Raises `Refused`."""
    if vote.opened is None or command.batch not in vote.batches:
        raise Refused(UNKNOWN_BATCH)
    require(not vote.annulled, VOTE_ANNULLED)
    return vote.opened


def _enter(command: Entered, opened: VoteOpened, box: Box, state: Papers) -> Sequence[PaperEvent]:
    match command:
        case EnterPaper():
            return _read(command, opened, box, state)
        case RejectPaper():
            return _reject(command, opened, state)
        case StrikePaper():
            return _strike(command, opened, state)
        case _:
            assert_never(command)


def _read(command: EnterPaper, opened: VoteOpened, box: Box, state: Papers) -> Sequence[PaperEvent]:
    require_within(opened, command.choices)
    said = marks(opened, command.choices)
    sealed = box.seal(ballot_of(command.batch, command.serial), 1, said, widest(opened)).content
    if state.entered(command.serial, command.by.id) == sealed:
        return []
    return [
        PaperEntered(
            round=command.round, edition=opened.edition, serial=command.serial, sealed=sealed, by=command.by.id
        )
    ]


def ballot_of(batch: str, serial: str) -> str:
    """The id of a paper among the ballots; none of those cast by a person has a dot in it."""
    return f"{batch}.{serial}"


def _reject(command: RejectPaper, opened: VoteOpened, state: Papers) -> Sequence[PaperEvent]:
    if state.entered(command.serial, command.by.id) == command.reason:
        return []
    return [
        PaperFoundInvalid(
            round=command.round, edition=opened.edition, serial=command.serial, reason=command.reason, by=command.by.id
        )
    ]


def _strike(command: StrikePaper, opened: VoteOpened, state: Papers) -> Sequence[PaperEvent]:
    require(command.serial in state.entries, UNKNOWN_SERIAL, serial=command.serial)
    return [PaperStruck(round=command.round, edition=opened.edition, serial=command.serial, by=command.by.id)]


def _settle(command: SealPaperBatch, opened: VoteOpened, settling: Settling, state: Papers) -> Sequence[PaperEvent]:
    require(settling.vote.closed, VOTE_STILL_OPEN)
    if state.settled:
        return []
    how = Counter(state.agreements.values())
    once, differing = how[Agreement.ONCE], how[Agreement.DIFFERS]
    require(not once and not differing, PAPERS_NOT_AGREED, once=once, differing=differing)
    papers, handed_in, note = len(state.entries), settling.handed_in, command.note.strip()
    require(papers == handed_in or bool(note), PAPERS_DIFFER, papers=papers, handed_in=handed_in)
    return [
        PapersSettled(
            round=command.round,
            edition=opened.edition,
            papers=papers,
            handed_in=handed_in,
            note=note,
            by=command.by.id,
        )
    ]


def evolve(state: Papers, event: PaperEvent) -> Papers:
    match event:
        case PaperEntered(serial=serial, by=by, sealed=sealed):
            return _with_entry(state, serial, by, sealed)
        case PaperFoundInvalid(serial=serial, by=by, reason=reason):
            return _with_entry(state, serial, by, reason)
        case PaperStruck(serial=struck):
            return replace(state, entries={it: read for it, read in state.entries.items() if it != struck})
        case PapersSettled():
            return replace(state, settled=event)
        case _:
            assert_never(event)


def _with_entry(state: Papers, serial: str, by: str, entry: Entry) -> Papers:
    read = {**state.entries.get(serial, {}), by: entry}
    return replace(state, entries={**state.entries, serial: read})


paper = Decider[Papers](PAPER, Papers(), evolve, decide)
