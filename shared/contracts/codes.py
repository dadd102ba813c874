"""Codes that let people vote without signing in: in letters, for school classes and at a desk."""

from datetime import datetime
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.participants import Channel
from shared.contracts.voting import COORDINATOR, VotingCommand
from shared.contracts.words import VISIBLE, Limit, Name
from shared.events import Aggregate
from shared.messages import END, Actor, Event, Id, Kind, Query, Reason, Role

CODE_LENGTH = 12
MOST_CODES = 2000
Code = Annotated[str, msgspec.Meta(pattern=rf"^[0-9A-HJKMNP-TV-Z]{{{CODE_LENGTH}}}{END}")]
"""60 bits in Crockford's base 32, as it travels; it is never stored."""


class IssuedCode(msgspec.Struct, frozen=True):
    """What is stored of a code: its keyed hash in hex and, where it is for one person, their sealed id."""

    hash: str
    person: bytes | None = None


# Events of a batch of codes


class CodesIssued(Event, frozen=True, kw_only=True):
    """`home` is where those live whom no directory knows."""

    round: str
    edition: int
    label: str
    home: str
    codes: tuple[IssuedCode, ...]
    by: str


class CodesVoided(Event, frozen=True, kw_only=True):
    by: str
    reason: str


# Events of an admission at a desk (its id follows from the person's by the round's link key)


class VoterAdmitted(Event, frozen=True, kw_only=True):
    """The newest code alone is good."""

    round: str
    edition: int
    code: IssuedCode
    by: str


BatchEvent: TypeAlias = CodesIssued | CodesVoided
CODES = Aggregate("voting", "codes", BatchEvent)
ADMISSION = Aggregate("voting", "admission", VoterAdmitted, secret=True)


# Commands


class NewCode(msgspec.Struct, frozen=True):
    """A code as it is printed, and the person it is for if the directory knows them."""

    code: Code
    person: Id | None = None

    def __repr__(self) -> str:
        return "NewCode(…)"


class IssueCodes(VotingCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = COORDINATOR
    patience: ClassVar[float] = 10.0
    batch: Id
    label: Name
    home: Id | None = None
    codes: Annotated[tuple[NewCode, ...], msgspec.Meta(min_length=1, max_length=MOST_CODES)]


class VoidCodes(VotingCommand, frozen=True, kw_only=True):
    """None of these codes lets anybody in any more. What was voted with them stands."""

    allowed: ClassVar[frozenset[Role]] = COORDINATOR
    batch: Id
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, pattern=VISIBLE)]


class AdmitAtDesk(VotingCommand, frozen=True, kw_only=True):
    """A clerk has seen who it is. `voter` is set by the gateway, from the people's directory."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.CLERK})
    code: Code
    voter: Actor

    def __repr__(self) -> str:
        return "AdmitAtDesk(…)"


UNKNOWN_CODE = Reason(
    "unknown_code", Kind.UNKNOWN, "This code does not open the vote. Check each letter and number, and try again."
)
OTHER_VOTE = Reason("other_vote", Kind.FORBIDDEN, "Your code is for another vote.")
UNKNOWN_BATCH = Reason("unknown_batch", Kind.UNKNOWN, "There are no such codes in this round.")
CODES_ISSUED_BEFORE = Reason(
    "codes_issued_before",
    Kind.CONFLICT,
    "These codes were made before and cannot be shown again. If they are lost, void them and make new ones.",
)


# Queries


class LetIn(msgspec.Struct, frozen=True):
    """Whom a code lets in: a person the directory knows, or else (not `known`) somebody who lives in `home`."""

    voter: str
    known: bool
    home: str
    channel: Channel
    edition: int


class CheckCode(Query[LetIn], frozen=True, kw_only=True):
    """Asked by the gateway for who types a code in; nobody else may."""

    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.SYSTEM})
    area: Id
    round: Id
    code: Code

    def __repr__(self) -> str:
        return "CheckCode(…)"


class CodeBatch(msgspec.Struct, frozen=True):
    """`personal`: each code is for a person of the directory. `voided`: why they are no longer good."""

    id: str
    area: str
    round: str
    edition: int
    label: str
    home: str
    size: int
    personal: bool
    issued_at: datetime
    voided: str | None = None


class CodeBatchPage(msgspec.Struct, frozen=True):
    items: tuple[CodeBatch, ...]
    next: str | None = None


class ListCodes(Query[CodeBatchPage], frozen=True, kw_only=True):
    """Newest first. How many of them have been used is nobody's business."""

    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = COORDINATOR
    area: Id
    round: Id
    after: str | None = None
    limit: Limit = 20
