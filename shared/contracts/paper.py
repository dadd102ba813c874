"""Ballots on paper: two clerks enter each, apart from the register of who handed one in."""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.ballots import Choice
from shared.contracts.results import ChannelCount, InvalidCount, InvalidReason
from shared.contracts.voting import COORDINATOR, VotingCommand
from shared.contracts.words import Name
from shared.events import Aggregate
from shared.messages import END, Actor, Event, Id, Kind, Query, Reason, Role

Serial = Annotated[str, msgspec.Meta(pattern=rf"^[0-9A-Z]{{1,8}}{END}", description="As printed on the paper.")]
Note = Annotated[str, msgspec.Meta(max_length=1000)]

# Events of a batch of papers: `paper` is the id among the ballots, `serial` the number on it, sealed


class PaperEntered(Event, frozen=True, kw_only=True):
    """What one clerk read on a paper, `sealed`; the same reading is sealed alike."""

    round: str
    edition: int
    paper: str
    serial: bytes
    sealed: bytes
    by: str


class PaperFoundInvalid(Event, frozen=True, kw_only=True):
    round: str
    edition: int
    paper: str
    serial: bytes
    reason: InvalidReason
    by: str


class PaperStruck(Event, frozen=True, kw_only=True):
    """No paper has this serial: all entries of it are void."""

    round: str
    edition: int
    paper: str
    by: str


class PapersSettled(Event, frozen=True, kw_only=True):
    """Two people read each paper alike. `note` explains why papers and people handing in differ in number."""

    round: str
    edition: int
    papers: int
    handed_in: int
    note: str
    by: str


PaperEvent: TypeAlias = PaperEntered | PaperFoundInvalid | PaperStruck | PapersSettled
PAPER = Aggregate("voting", "paper", PaperEvent, secret=True)


# Commands

CLERK = frozenset({Role.CLERK})
DESK = CLERK | COORDINATOR


class PaperCommand(VotingCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = CLERK
    batch: Id


class OpenPaperBatch(PaperCommand, frozen=True, kw_only=True):
    """While the vote takes ballots. A district's papers are a batch of their own: nobody knows later whose one is."""

    allowed: ClassVar[frozenset[Role]] = DESK
    place: Name
    home: Id | None = None


class HandInPaper(PaperCommand, frozen=True, kw_only=True):
    """At the desk, `voter` puts a paper into the box and has used up the one ballot."""

    voter: Actor


class TakeBackPaper(PaperCommand, frozen=True, kw_only=True):
    """The handing in was noted by mistake."""

    voter: Actor


class EnterPaper(PaperCommand, frozen=True, kw_only=True):
    """Again: instead of what the same clerk entered before."""

    serial: Serial
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1, max_length=1000)]


class RejectPaper(PaperCommand, frozen=True, kw_only=True):
    serial: Serial
    reason: InvalidReason


class StrikePaper(PaperCommand, frozen=True, kw_only=True):
    """For a wrong serial: whoever entered it, the paper has to be entered anew."""

    serial: Serial


class SealPaperBatch(PaperCommand, frozen=True, kw_only=True):
    """When the vote has closed: the papers are as they are, and count."""

    allowed: ClassVar[frozenset[Role]] = COORDINATOR
    patience: ClassVar[float] = 60.0  # the register is read from the log
    note: Note = ""


class TakeInPaperBatch(PaperCommand, frozen=True, kw_only=True):
    """Sent when the papers are settled."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})


UNKNOWN_PAPER_BATCH = Reason("unknown_paper_batch", Kind.UNKNOWN, "There is no such batch of papers in this vote.")
NOT_IN_BATCH = Reason(
    "not_in_batch", Kind.INVALID, "{contest} is not on the papers of this batch: it was opened for another home."
)
BATCH_SEALED = Reason("batch_sealed", Kind.CONFLICT, "This batch of papers is sealed.")
HAS_VOTED = Reason("has_voted", Kind.CONFLICT, "This person has voted in this round already.")
VOTED_ON_PAPER = Reason("voted_on_paper", Kind.UNKNOWN, "You have handed in your ballot on paper.")
NOT_HANDED_IN = Reason("not_handed_in", Kind.CONFLICT, "This person has handed in no paper with this batch.")
UNKNOWN_SERIAL = Reason("unknown_serial", Kind.UNKNOWN, "No paper {serial} is entered in this batch.")
PAPERS_NOT_AGREED = Reason(
    "papers_not_agreed",
    Kind.CONFLICT,
    "Two people have to enter each paper alike. Entered only once: {once}. Entered differently: {differing}.",
)
PAPERS_DIFFER = Reason(
    "papers_differ",
    Kind.CONFLICT,
    "Papers: {papers}, people who handed one in: {handed_in}. Write down why they differ.",
)
PAPERS_AWAITED = Reason("papers_awaited", Kind.CONFLICT, "The count waits until every batch of papers is sealed.")


# Queries


class BatchReconciliation(msgspec.Struct, frozen=True):
    """`difference` is people who handed in less papers entered; `repeated` are serials that another batch has, too."""

    batch: str
    place: str
    sealed: bool
    handed_in: int
    papers: int
    agreed: int
    once: int
    differing: int
    repeated: tuple[str, ...]
    invalid: tuple[InvalidCount, ...]
    difference: int
    note: str


class Reconciliation(msgspec.Struct, frozen=True):
    """`channels` count the ballots so far; of papers, who handed one in."""

    round: str
    edition: int
    closed: bool
    channels: tuple[ChannelCount, ...]
    batches: tuple[BatchReconciliation, ...]


class Reading(msgspec.Struct, frozen=True):
    """What one clerk entered: choices, or the reason why the paper does not count."""

    by: str
    choices: tuple[Choice, ...]
    reason: InvalidReason | None


class Agreement(StrEnum):
    """Whether two people read a paper alike."""

    ONCE = "once"
    AGREED = "agreed"
    DIFFERS = "differs"


class PaperStatus(msgspec.Struct, frozen=True):
    """`entries` are shown where they differ, so that the paper is looked at again."""

    serial: str
    agreement: Agreement
    entries: tuple[Reading, ...]


class BatchView(msgspec.Struct, frozen=True):
    """No papers once the keys of the vote are destroyed: nobody knows their serials any more."""

    batch: str
    place: str
    home: str
    sealed: bool
    papers: tuple[PaperStatus, ...]


class GetReconciliation(Query[Reconciliation], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = DESK
    patience: ClassVar[float] = 60.0
    area: Id
    round: Id


class GetPaperBatch(Query[BatchView], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = DESK
    area: Id
    round: Id
    batch: Id
