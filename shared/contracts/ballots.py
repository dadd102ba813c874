"""Ballots, their drafts and receipts: published language of the voting room."""

from datetime import datetime
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.participants import Channel
from shared.contracts.voting import VotingCommand
from shared.events import Aggregate
from shared.messages import END, Event, Id, Kind, Query, Reason, Role


class Choice(msgspec.Struct, frozen=True):
    """A proposal a ballot speaks for. `points` is 1 where the style gives no points."""

    proposal: Id
    points: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1


# Events of a ballot (its id follows from the person's by the round's link key)


class VoteCast(Event, frozen=True, kw_only=True):
    """One person's choices, `sealed`; the newest before closing counts. `revision` is 1 for the first. `session` is a
    keyed digest of the one time a code was typed in. `group` is the voter's age band and home at that time, sealed by a
    key that goes with what ties ballots to people."""

    round: str
    edition: int
    sealed: bytes
    receipt: str
    revision: int
    group: bytes
    channel: Channel = Channel.ONLINE
    session: str = ""


class PaperHandedIn(Event, frozen=True, kw_only=True):
    """Its one ballot was handed in on paper, with this batch. Which paper it is, nothing tells. `group` is sealed as
    that of a ballot cast."""

    round: str
    edition: int
    batch: str
    group: bytes


class PaperTakenBack(Event, frozen=True, kw_only=True):
    """The handing in was noted by mistake: the ballot is free again."""

    round: str
    edition: int
    batch: str


BallotEvent: TypeAlias = VoteCast | PaperHandedIn | PaperTakenBack
BALLOT = Aggregate("voting", "ballot", BallotEvent, secret=True)


# Events of a reminder (its id is that of a draft; only the round's link key ties it to a person)


class BallotLeftUnfinished(Event, frozen=True, kw_only=True):
    """Somebody keeps a draft and has not voted, and the vote closes soon. The room alone can tell who."""

    round: str
    edition: int


REMINDER = Aggregate("voting", "reminder", BallotLeftUnfinished, secret=True)


# Commands


VOTERS = frozenset({Role.RESIDENT, Role.CODE_HOLDER, Role.DESK_VOTER})


class CastVote(VotingCommand, frozen=True, kw_only=True):
    """By sign-in it can be replaced until the vote closes; by code or at a desk it is cast once."""

    allowed: ClassVar[frozenset[Role]] = VOTERS
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1, max_length=1000)]


class KeepDraft(VotingCommand, frozen=True, kw_only=True):
    """Keep an unfinished ballot for its voter, on all their devices. It may break the limits of a ballot; an empty one
    is forgotten."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(max_length=1000)]


ALREADY_VOTED = Reason("already_voted", Kind.CONFLICT, "You have voted in this round already.")
BIRTH_DATE_UNKNOWN = Reason(
    "birth_date_unknown", Kind.FORBIDDEN, "Your date of birth is not known here, so you cannot vote."
)
TOO_YOUNG = Reason("too_young", Kind.FORBIDDEN, "You can vote from age {age} on.")
NOT_ON_ROLL = Reason(
    "not_on_roll", Kind.FORBIDDEN, "Only those who live or go to school in the area of this vote can vote."
)
NOT_IN_CONTEST = Reason(
    "not_in_contest", Kind.FORBIDDEN, "{contest}: only those who live or go to school there choose in it."
)
BALLOT_SECRET = Reason(
    "ballot_secret",
    Kind.UNKNOWN,
    "The keys of this vote are destroyed: nobody can find a ballot by its voter any more.",
)
NOT_AMONG_BALLOTS = Reason(
    "not_among_ballots", Kind.UNKNOWN, "No published ballot has this receipt. Check that you typed it as it was given."
)
NO_BALLOT = Reason("no_ballot", Kind.UNKNOWN, "You have not voted in this round.")
NO_DRAFT = Reason("no_draft", Kind.UNKNOWN, "You have kept no draft in this round.")
NOT_AN_ITEM = Reason("not_an_item", Kind.INVALID, "There is no proposal {proposal} on the ballot.")
CHOSEN_TWICE = Reason("chosen_twice", Kind.INVALID, "The proposal {proposal} is chosen twice.")
TOO_FEW_CHOICES = Reason("too_few_choices", Kind.INVALID, "Choose at least {min}.")
TOO_MANY_CHOICES = Reason("too_many_choices", Kind.INVALID, "Choose at most {max}.")
TOO_MANY_POINTS = Reason("too_many_points", Kind.INVALID, "Give at most {max} points in all.")
POINTS_NOT_ALLOWED = Reason("points_not_allowed", Kind.INVALID, "This ballot gives no points: each choice counts one.")
BALLOT_OVER_BUDGET = Reason("ballot_over_budget", Kind.INVALID, "The choices cost more than the ballot allows.")


# Queries


class BallotView(msgspec.Struct, frozen=True):
    round: str
    choices: tuple[Choice, ...]
    revision: int
    receipt: str
    channel: Channel = Channel.ONLINE


class DraftView(msgspec.Struct, frozen=True):
    round: str
    choices: tuple[Choice, ...]


class Paid(msgspec.Struct, frozen=True):
    """`cents` is an exact fraction."""

    proposal: str
    cents: str


class PublishedBallot(msgspec.Struct, frozen=True):
    """What a ballot says, and what its voter paid for what was bought, where supporters pay by Equal Shares."""

    receipt: str
    choices: tuple[Choice, ...]
    paid: tuple[Paid, ...]


Receipt = Annotated[str, msgspec.Meta(pattern=rf"^[A-Za-z2-7 ]{{32,64}}{END}")]
"""32 letters and digits; people may write it in groups."""


class FindBallot(Query[PublishedBallot], frozen=True, kw_only=True):
    """Anybody's who has the receipt, once the ballots are published."""

    service: ClassVar[str] = "voting"
    patience: ClassVar[float] = 20.0  # a city's ballots are opened at the first question
    area: Id
    round: Id
    receipt: Receipt


class GetMyBallot(Query[BallotView], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = VOTERS
    area: Id
    round: Id


class GetMyDraft(Query[DraftView], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.RESIDENT})
    area: Id
    round: Id


class Unfinished(msgspec.Struct, frozen=True):
    person: str
    closes_at: datetime


class GetUnfinished(Query[Unfinished], frozen=True, kw_only=True):
    """Whose ballot is unfinished, for the one mail that tells them. Refused once it is cast or the vote has closed."""

    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.SYSTEM})
    area: Id
    round: Id
    edition: int
    reminder: Id
