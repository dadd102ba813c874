"""Votes, from the ballot to the count: published language of the voting room; `certification` is what comes after."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.areas import Moment
from shared.contracts.certification import VoteAnnulled, VoteCertified, VotePublished, VoteReviewed
from shared.contracts.contests import WHOLE, Contest, RollCriteria
from shared.contracts.results import VoteResult
from shared.contracts.turnout import Turnout
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


class Item(msgspec.Struct, frozen=True):
    """A proposal as it stands on the ballot."""

    proposal: str
    title: str
    cost_cents: int
    contest: str = WHOLE


Rivals = tuple[tuple[str, ...], ...]
"""Groups of proposals, of each of which one at most can be funded (say, on the same plot)."""


# Events of a vote (its id is the round's)


class ItemAdded(Event, frozen=True, kw_only=True):
    item: Item


class ItemLeftOut(Event, frozen=True, kw_only=True):
    """The proposal came when the ballot was fixed already."""

    public: ClassVar[bool] = True
    proposal: str


class RivalsNamed(Event, frozen=True, kw_only=True):
    """These groups instead of those named before."""

    public: ClassVar[bool] = True
    rivals: Rivals


class VoteOpened(Event, frozen=True, kw_only=True, dict=True):
    """Everything the vote depends on, frozen. `terms_hash` covers all but the closing, which may be extended in public;
    `seed_hash` commits to the seed that draws lots among equals. Both are SHA-256 in hex. `roll` names its day."""

    public: ClassVar[bool] = True
    items: tuple[Item, ...]
    contests: tuple[Contest, ...]
    rivals: Rivals
    closes_at: datetime
    edition: int
    terms_hash: str
    seed_hash: str
    roll: RollCriteria
    trial: bool = False

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The place of each proposal in the published order."""
        return {item.proposal: number for number, item in enumerate(self.items)}

    @cached_property
    def _within(self) -> dict[str, tuple[Item, ...]]:
        return {one.id: tuple(item for item in self.items if item.contest == one.id) for one in self.contests}

    def item(self, proposal: str) -> Item:
        return self.items[self.numbers[proposal]]

    def within(self, contest: str) -> tuple[Item, ...]:
        """What stands in a contest, in the published order."""
        return self._within[contest]


class VoteAnnounced(Event, frozen=True, kw_only=True):
    """The terms are frozen from now on. The timetable may still move the opening and the closing."""

    public: ClassVar[bool] = True
    opens_at: datetime
    terms: VoteOpened


class VoteClosingMoved(Event, frozen=True, kw_only=True):
    """Later; only a rehearsal may be cut short."""

    public: ClassVar[bool] = True
    closes_at: datetime


class VoteClosed(Event, frozen=True, kw_only=True):
    """Ballots behind this event in the log do not count."""

    public: ClassVar[bool] = True


class PaperBatchOpened(Event, frozen=True, kw_only=True):
    """The count waits for the papers of this place. Where a `home` is named, they are ballots of those who live there,
    and may choose in the contests that are theirs."""

    batch: str
    place: str
    home: str = ""


class PaperBatchTakenIn(Event, frozen=True, kw_only=True):
    """The papers of this batch are settled: they are in the count."""

    batch: str


class VoteCounted(Event, frozen=True, kw_only=True):
    """Not public: it may still turn out wrong. Everybody learns the result from `VotePublished`."""

    result: VoteResult
    turnout: Turnout = Turnout()


VoteEvent: TypeAlias = (
    ItemAdded
    | ItemLeftOut
    | RivalsNamed
    | VoteAnnounced
    | VoteOpened
    | VoteClosingMoved
    | VoteClosed
    | PaperBatchOpened
    | PaperBatchTakenIn
    | VoteCounted
    | VoteReviewed
    | VoteCertified
    | VotePublished
    | VoteAnnulled
)
VOTE = Aggregate("voting", "vote", VoteEvent)


# Commands


class VotingCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    round: Id


class AddItem(VotingCommand, frozen=True, kw_only=True):
    item: Item


class AnnounceVote(VotingCommand, frozen=True, kw_only=True):
    """While planning: the ballot and all terms stay from now on as they are, and everybody sees them. `proposals`:
    those that its coordinator saw on it; one may be on its way still, and would be left out for good."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposals: Annotated[tuple[Id, ...], msgspec.Meta(max_length=1000)]


class OpenVote(VotingCommand, frozen=True, kw_only=True):
    """The room looks up the round's contests and timetable itself."""


class MoveClosing(VotingCommand, frozen=True, kw_only=True):
    closes_at: Moment


class ExtendVote(VotingCommand, frozen=True, kw_only=True):
    """Give an edition held anew more time. The first one closes as the round's timetable says."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    closes_at: Moment


class SetClosingTimer(VotingCommand, frozen=True, kw_only=True):
    """Have the vote closed at its time; sent when that changes."""


class SetReminderTimer(VotingCommand, frozen=True, kw_only=True):
    """Have voters reminded before the vote closes; sent when that time changes."""


class CloseVote(VotingCommand, frozen=True, kw_only=True):
    """Sent by the timer."""


class RemindVoters(VotingCommand, frozen=True, kw_only=True):
    """Sent by a timer of its own, a day before the closing."""

    patience: ClassVar[float] = 10.0  # each draft's ballot is looked for


class CountVote(VotingCommand, frozen=True, kw_only=True):
    patience: ClassVar[float] = 60.0  # a city's ballots are read from the log


COORDINATOR = frozenset({Role.COORDINATOR})


class NameRivals(VotingCommand, frozen=True, kw_only=True):
    """Until the ballot is fixed. Instead of those named before; none: nothing rules anything else out."""

    allowed: ClassVar[frozenset[Role]] = COORDINATOR
    rivals: Annotated[tuple[tuple[Id, ...], ...], msgspec.Meta(max_length=100)]


VOTE_NOT_OPEN = Reason("vote_not_open", Kind.CONFLICT, "The vote has not opened yet.")
OTHER_BALLOT = Reason(
    "other_ballot", Kind.CONFLICT, "Other proposals are on the ballot than you saw. Look at it again."
)
BALLOT_FIXED = Reason("ballot_fixed", Kind.CONFLICT, "The vote is announced or open, so the ballot stays as it is.")
RIVALS_ALONE = Reason("rivals_alone", Kind.INVALID, "Rivals are two proposals or more, each named once.")
RIVALS_APART = Reason("rivals_apart", Kind.INVALID, "Rivals have to stand in the same contest.")
CONTEST_LOST = Reason("contest_lost", Kind.INVALID, "{proposal} stands in a contest that is not there any more.")
VOTE_CLOSED = Reason("vote_closed", Kind.CONFLICT, "The vote has closed.")
VOTE_STILL_OPEN = Reason("vote_still_open", Kind.CONFLICT, "The vote has not closed yet.")
NOTHING_TO_VOTE_ON = Reason("nothing_to_vote_on", Kind.CONFLICT, "There is nothing on the ballot.")
NOT_VOTING_PHASE = Reason("not_voting_phase", Kind.CONFLICT, "The round is not in its voting phase.")
CLOSES_BY_TIMETABLE = Reason(
    "closes_by_timetable", Kind.CONFLICT, "This vote closes by the timetable of its round: move the next phase."
)
CLOSING_PAST = Reason("closing_past", Kind.INVALID, "A vote has to close in the future.")
OVER_VOTE_BUDGET = Reason("over_vote_budget", Kind.INVALID, "{proposal} costs more than the whole budget.")
UNKNOWN_VOTE = Reason("unknown_vote", Kind.UNKNOWN, "There is no vote in this round.")


# Queries


class VoteStatus(StrEnum):
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    ANNULLED = "annulled"


class VoteView(msgspec.Struct, frozen=True):
    """Until it is published, only the area's coordinators see that a closed vote is counted, its `result` and
    its `turnout`.
    `was_to_close_at`: before it was extended."""

    id: str
    area: str
    status: VoteStatus
    items: tuple[Item, ...]
    contests: tuple[Contest, ...]
    rivals: Rivals
    closes_at: datetime
    edition: int
    terms_hash: str
    seed_hash: str
    roll: RollCriteria
    was_to_close_at: datetime
    trial: bool = False
    result: VoteResult | None = None
    turnout: Turnout | None = None
    annulled: str | None = None


class GetVote(Query[VoteView], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    area: Id
    round: Id
