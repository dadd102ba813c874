"""Proposals, as they go on the ballot: published language of the ideas room."""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.categories import Category
from shared.contracts.contests import WHOLE
from shared.contracts.ideas import IdeasCommand
from shared.contracts.words import Limit, Name, Text, Tongue
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason, Role


class ProposalDrafted(Event, frozen=True, kw_only=True):
    """`asks_consent`: the ideas are of several people, who can say no. The category is that of the first idea."""

    public: ClassVar[bool] = True
    round: str
    ideas: tuple[str, ...]
    title: str
    text: str
    language: Tongue | None = None
    asks_consent: bool = False
    category: Category = Category.OTHER


class ProposalCosted(Event, frozen=True, kw_only=True):
    """The signed price; when it is not `feasible`, `reason` tells residents why."""

    public: ClassVar[bool] = True
    cost_cents: int
    feasible: bool
    reason: str


class ProposalPriceWithdrawn(Event, frozen=True, kw_only=True):
    """An appeal was upheld: it is estimated anew."""

    public: ClassVar[bool] = True


class IdeaLeft(Event, frozen=True, kw_only=True):
    """By its author's wish (`declined`) or the city's, for a `reason`. The proposal goes on the ballot without it, or
    not at all."""

    idea: str
    declined: bool
    reason: str = ""


class ProposalGivenUp(Event, frozen=True, kw_only=True):
    """Its last idea has left."""

    public: ClassVar[bool] = True


class ProposalPlacedOnBallot(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    title: str
    cost_cents: int
    contest: str = WHOLE
    trial: bool = False


class ProposalFunded(Event, frozen=True, kw_only=True):
    """In a `trial` round it won the rehearsal, and nothing is built."""

    public: ClassVar[bool] = True
    round: str
    title: str
    cost_cents: int
    trial: bool = False


class ProposalNotFunded(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    round: str
    reason: str


ProposalEvent: TypeAlias = (
    ProposalDrafted
    | ProposalCosted
    | ProposalPriceWithdrawn
    | IdeaLeft
    | ProposalGivenUp
    | ProposalPlacedOnBallot
    | ProposalFunded
    | ProposalNotFunded
)
PROPOSAL = Aggregate("ideas", "proposal", ProposalEvent)


class DraftProposal(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id
    round: Id
    ideas: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=100)]
    title: Name
    text: Text
    language: Tongue | None = None


class CostProposal(IdeasCommand, frozen=True, kw_only=True):
    """Sent when two people stand by the price."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    proposal: Id
    cost_cents: Cents
    feasible: bool = True
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class WithdrawPrice(IdeasCommand, frozen=True, kw_only=True):
    """Sent when an appeal against the price is upheld."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    proposal: Id


class PlaceOnBallot(IdeasCommand, frozen=True, kw_only=True):
    """`contest` has to be said where the round has several."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id
    contest: Id | None = None


class DecideFunding(IdeasCommand, frozen=True, kw_only=True):
    """What the count means for one proposal; sent when the count is certified."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    proposal: Id
    funded: bool
    reason: str


UNKNOWN_PROPOSAL = Reason("unknown_proposal", Kind.UNKNOWN, "There is no such proposal in this area.")

OTHER_ROUND = Reason("other_round", Kind.CONFLICT, "The idea belongs to another round.")

WITHOUT_REASON = Reason("without_reason", Kind.INVALID, "Tell residents why the proposal is not feasible.")

NOT_COSTED = Reason("not_costed", Kind.CONFLICT, "Only a proposal with a price and found feasible goes on the ballot.")

SAME_IDEA = Reason("same_idea", Kind.INVALID, "The same idea is named twice.")

NO_IDEA_LEFT = Reason(
    "no_idea_left", Kind.CONFLICT, "Every idea has left the proposal. It does not go on the ballot without one."
)

OVER_BUDGET = Reason("over_budget", Kind.CONFLICT, "The proposal costs more than the whole budget.")

CONTEST_UNSAID = Reason("contest_unsaid", Kind.INVALID, "Say in which contest it stands: {contests}.")
UNKNOWN_CONTEST = Reason("unknown_contest", Kind.UNKNOWN, "There is no contest {contest} in this round.")

ON_BALLOT = Reason("on_ballot", Kind.CONFLICT, "The proposal is on the ballot; its price is fixed.")

COSTS_NOTHING = Reason("costs_nothing", Kind.INVALID, "What goes on the ballot costs one cent at least.")

NOT_ON_BALLOT = Reason("not_on_ballot", Kind.CONFLICT, "The proposal was not on the ballot.")


class ProposalStatus(StrEnum):
    DRAFTED = "drafted"
    COSTED = "costed"
    INFEASIBLE = "infeasible"
    GIVEN_UP = "given_up"
    ON_BALLOT = "on_ballot"
    FUNDED = "funded"
    NOT_FUNDED = "not_funded"


class ProposalView(msgspec.Struct, frozen=True):
    id: str
    area: str
    round: str
    title: str
    text: str
    ideas: tuple[str, ...]
    status: ProposalStatus
    language: Tongue | None = None
    cost_cents: int | None = None
    reason: str | None = None


class ProposalPage(msgspec.Struct, frozen=True):
    items: tuple[ProposalView, ...]
    next: str | None = None


class GetProposal(Query[ProposalView], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    proposal: Id


class ListProposals(Query[ProposalPage], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    status: ProposalStatus | None = None
    after: str | None = None
    limit: Limit = 20
