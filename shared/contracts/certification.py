"""After a vote: two people sign its count, everybody gets it; or it is annulled and held anew."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.areas import Moment
from shared.contracts.contests import Contest, RollCriteria
from shared.contracts.results import VoteResult
from shared.contracts.turnout import Turnout
from shared.contracts.words import VISIBLE
from shared.messages import Command, Event, Id, Kind, Reason, Role

# Events of a vote


class VoteReviewed(Event, frozen=True, kw_only=True):
    """One coordinator has gone through the count; another one may certify it."""

    by: str


class VoteCertified(Event, frozen=True, kw_only=True):
    """A second coordinator stands by the count. `box_key` (hex) opens the ballots, which nothing ties to people now."""

    by: str
    edition: int
    box_key: str


class VotePublished(Event, frozen=True, kw_only=True):
    """The certified result, and the anonymous ballots, which `box_key` (hex) opens: everybody can have them now."""

    public: ClassVar[bool] = True
    edition: int
    box_key: str
    result: VoteResult
    turnout: Turnout = Turnout()


class VoteAnnulled(Event, frozen=True, kw_only=True):
    """The vote does not count, for a reason that everybody is told."""

    public: ClassVar[bool] = True
    edition: int
    reason: str


# Commands


class AfterVote(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    round: Id


class AfterVoteProcess(AfterVote, frozen=True, kw_only=True):
    """What the room does by itself."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})


class ReviewVote(AfterVote, frozen=True, kw_only=True):
    """The first of the two signatures under a count."""


class CertifyVote(AfterVote, frozen=True, kw_only=True):
    """The second signature, of another person. The round's keys are destroyed then."""

    patience: ClassVar[float] = 60.0


class PublishVote(AfterVote, frozen=True, kw_only=True):
    """Let everybody have the certified result and the anonymous ballots."""


class MakeBundle(AfterVoteProcess, frozen=True, kw_only=True):
    """Lay the published ballots ready to be fetched."""

    patience: ClassVar[float] = 60.0


class AnnulVote(AfterVote, frozen=True, kw_only=True):
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, pattern=VISIBLE)]


class ReopenVote(AfterVote, frozen=True, kw_only=True):
    """Hold an annulled vote anew, with what is changed: an edition of its own, without the ballots of the old one."""

    closes_at: Moment
    without: tuple[Id, ...] = ()  # proposals that are no longer on the ballot
    contests: Annotated[tuple[Contest, ...], msgspec.Meta(max_length=50)] | None = None
    rivals: tuple[tuple[Id, ...], ...] | None = None
    roll: RollCriteria | None = None


class DestroyKeys(AfterVoteProcess, frozen=True, kw_only=True):
    """Nobody can tell any more whose ballot is whose."""

    edition: int


NOT_COUNTED = Reason("not_counted", Kind.CONFLICT, "The vote has not been counted.")
COUNT_DIFFERS = Reason("count_differs", Kind.CONFLICT, "The log counts differently now, so the count is not certified.")
NOT_REVIEWED = Reason("not_reviewed", Kind.CONFLICT, "Another coordinator has to review the count first.")
SAME_PERSON = Reason("same_person", Kind.FORBIDDEN, "Who reviewed the count cannot certify it; a second person does.")
NOT_CERTIFIED = Reason("not_certified", Kind.CONFLICT, "The result has not been certified.")
RESULT_UNPUBLISHED = Reason("result_unpublished", Kind.CONFLICT, "The result is not published yet.")
NOT_PUBLISHED = Reason("not_published", Kind.UNKNOWN, "The ballots of this vote are not published.")
CERTIFIED = Reason("certified", Kind.CONFLICT, "The result is certified, so it cannot be changed.")
VOTE_ANNULLED = Reason("vote_annulled", Kind.CONFLICT, "The vote was annulled.")
NOT_ANNULLED = Reason("not_annulled", Kind.CONFLICT, "Only a vote that was annulled can be held anew.")
