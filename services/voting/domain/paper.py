"""A batch of ballots on paper: each is entered by two people who must read it alike, then the batch is settled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.voting.domain.limits import by_contest, require_within
from services.voting.domain.papers import Papers, evolve
from services.voting.domain.sealing import Box, marks, widest
from services.voting.domain.state import Vote
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.paper import (
    BATCH_SEALED,
    NOT_IN_BATCH,
    PAPER,
    PAPERS_DIFFER,
    PAPERS_NOT_AGREED,
    UNKNOWN_PAPER_BATCH,
    UNKNOWN_SERIAL,
    Agreement,
    EnterPaper,
    PaperCommand,
    PaperEntered,
    PaperEvent,
    PaperFoundInvalid,
    PapersSettled,
    PaperStruck,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
)
from shared.contracts.voting import VOTE_STILL_OPEN, VoteOpened
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Entering:
    """The vote as it stands, the paper's id, its sealed serial, and the box that seals what is entered."""

    vote: Vote
    paper: str
    serial: bytes
    box: Box


@dataclass(frozen=True)
class Settling:
    """The vote as it stands, and how many people handed in a paper with this batch."""

    vote: Vote
    handed_in: int


Entered: TypeAlias = EnterPaper | RejectPaper | StrikePaper


def decide(command: Given[Entered, Entering] | Given[SealPaperBatch, Settling], state: Papers) -> Sequence[PaperEvent]:
    opened = opened_for(command.command, command.facts.vote)
    match command:
        case Given(SealPaperBatch() as asked, Settling() as settling):
            return _settle(asked, opened, settling, state)
        case Given(EnterPaper() | RejectPaper() | StrikePaper() as asked, Entering() as entering):
            require(state.settled is None, BATCH_SEALED)
            return _enter(asked, opened, entering, state)
        case _:
            raise TypeError(command)


def opened_for(command: PaperCommand, vote: Vote) -> VoteOpened:
    """The terms under which this batch was opened. Raises `Refused`."""
    if vote.opened is None or command.batch not in vote.batches:
        raise Refused(UNKNOWN_PAPER_BATCH)
    require(not vote.annulled, VOTE_ANNULLED)
    return vote.opened


def _enter(command: Entered, opened: VoteOpened, entering: Entering, state: Papers) -> Sequence[PaperEvent]:
    match command:
        case EnterPaper():
            return _read(command, opened, entering, state)
        case RejectPaper():
            return _reject(command, opened, entering, state)
        case StrikePaper():
            return _strike(command, opened, entering, state)
        case _:
            assert_never(command)


def _read(command: EnterPaper, opened: VoteOpened, entering: Entering, state: Papers) -> Sequence[PaperEntered]:
    require_within(opened, command.choices)
    home = entering.vote.batches[command.batch].home
    for contest, _ in by_contest(opened, command.choices):
        require(contest.admits(home, ""), NOT_IN_BATCH, contest=contest.name)
    said = marks(opened, command.choices)
    sealed = entering.box.seal(entering.paper, 1, said, widest(opened)).content
    if state.entered(entering.paper, command.by.id) == sealed:
        return []
    return [
        PaperEntered(
            round=command.round,
            edition=opened.edition,
            paper=entering.paper,
            serial=entering.serial,
            sealed=sealed,
            by=command.by.id,
        )
    ]


def _reject(command: RejectPaper, opened: VoteOpened, entering: Entering, state: Papers) -> Sequence[PaperFoundInvalid]:
    if state.entered(entering.paper, command.by.id) == command.reason:
        return []
    return [
        PaperFoundInvalid(
            round=command.round,
            edition=opened.edition,
            paper=entering.paper,
            serial=entering.serial,
            reason=command.reason,
            by=command.by.id,
        )
    ]


def _strike(command: StrikePaper, opened: VoteOpened, entering: Entering, state: Papers) -> Sequence[PaperStruck]:
    require(entering.paper in state.entries, UNKNOWN_SERIAL, serial=command.serial)
    return [PaperStruck(round=command.round, edition=opened.edition, paper=entering.paper, by=command.by.id)]


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


paper = Decider[Papers](PAPER, Papers(), evolve, decide)
