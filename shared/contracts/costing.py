"""What a proposal costs (kustannusarvio), who says so and who agrees: published language of the ideas room.

A costing has the id of its proposal. Nothing of an estimate is public until a second person has signed it; signing
publishes it, with the estimates before it and what was asked and answered on the way.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.ideas import IdeasCommand
from shared.contracts.words import LINES, Name, Sentence
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason, Role

Why = Annotated[str, msgspec.Meta(max_length=500, pattern=LINES)]
Version = Annotated[int, msgspec.Meta(ge=1, le=10_000, description="Which estimate of the proposal; the first is 1.")]


class LineKind(StrEnum):
    """The price on the ballot is all but what runs yearly, which stands beside it."""

    INVESTMENT = "investment"
    VAT = "vat"
    PLANNING = "planning"
    RUNNING_YEARLY = "running_yearly"


class Stage(StrEnum):
    PRELIMINARY = "preliminary"
    FINAL = "final"


class Feasibility(StrEnum):
    UNDECIDED = "undecided"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


class PriceLine(msgspec.Struct, frozen=True):
    kind: LineKind
    label: Name
    cents: Cents


def yearly_cents(lines: Iterable[PriceLine]) -> int:
    return sum(line.cents for line in lines if line.kind is LineKind.RUNNING_YEARLY)


def price_cents(lines: Iterable[PriceLine]) -> int:
    """What the ballot would say."""
    return sum(line.cents for line in lines if line.kind is not LineKind.RUNNING_YEARLY)


Lines = Annotated[tuple[PriceLine, ...], msgspec.Meta(max_length=50)]


class CostingAssigned(Event, frozen=True, kw_only=True):
    """Without an expert: any of the department."""

    department: str
    expert: str = ""


class CostEstimated(Event, frozen=True, kw_only=True):
    """`price_cents` is what the ballot would say; `yearly_cents` what the thing costs each year once it stands."""

    version: int
    stage: Stage
    lines: tuple[PriceLine, ...]
    price_cents: int
    yearly_cents: int
    feasibility: Feasibility
    reason: str
    estimator: str


class AuthorAsked(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    question: str
    text: str


class AuthorAnswered(Event, frozen=True, kw_only=True):
    """Shown with the signature; no public event tells it."""

    question: str
    text: str
    author: str


class SignatureGiven(Event, frozen=True, kw_only=True):
    version: int
    signer: str
    role: Role


class CostingSigned(Event, frozen=True, kw_only=True):
    """The final estimate as two people stand by it."""

    public: ClassVar[bool] = True
    version: int
    lines: tuple[PriceLine, ...]
    price_cents: int
    yearly_cents: int
    feasibility: Feasibility
    reason: str


class CostingAppealed(Event, frozen=True, kw_only=True):
    version: int
    reason: str
    author: str


class AppealDecided(Event, frozen=True, kw_only=True):
    """`upheld`: the estimate of this version, and its `feasibility`, hold no longer."""

    public: ClassVar[bool] = True
    version: int
    feasibility: Feasibility
    upheld: bool
    reason: str


class CostingClosed(Event, frozen=True, kw_only=True):
    """The price of this version goes on the ballot and changes no more."""

    public: ClassVar[bool] = True
    version: int


CostingEvent: TypeAlias = (
    CostingAssigned
    | CostEstimated
    | AuthorAsked
    | AuthorAnswered
    | SignatureGiven
    | CostingSigned
    | CostingAppealed
    | AppealDecided
    | CostingClosed
)
COSTING = Aggregate("ideas", "costing", CostingEvent)


class AssignCosting(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id
    department: Name
    expert: Id | None = None


class EstimateCost(IdeasCommand, frozen=True, kw_only=True):
    """By the expert it is assigned to, or else by any."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.EXPERT})
    proposal: Id
    lines: Lines = ()
    stage: Stage = Stage.FINAL
    feasibility: Feasibility = Feasibility.FEASIBLE
    reason: Why = ""


class AskAuthor(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.EXPERT})
    proposal: Id
    question: Id
    text: Sentence


class AnswerQuestion(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    proposal: Id
    question: Id
    text: Sentence


class SignCosting(IdeasCommand, frozen=True, kw_only=True):
    """`version` is the estimate that was read: a later one needs its own signature."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.EXPERT, Role.COORDINATOR})
    proposal: Id
    version: Version


class AppealCosting(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    proposal: Id
    reason: Sentence


class DecideAppeal(IdeasCommand, frozen=True, kw_only=True):
    """By somebody else than who costed it, signed it or appealed."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    proposal: Id
    upheld: bool
    reason: Sentence


class CloseCosting(IdeasCommand, frozen=True, kw_only=True):
    """Part of placing a proposal on the ballot; what stands after it is what is placed."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    proposal: Id
    version: Version


NOT_ASSIGNED = Reason("not_assigned", Kind.CONFLICT, "Assign the costing to a department first.")

UNKNOWN_EXPERT = Reason(
    "unknown_expert", Kind.INVALID, "There is no such expert in this area. Experts are known once they have signed in."
)

NOT_YOUR_COSTING = Reason("not_your_costing", Kind.FORBIDDEN, "The costing is assigned to another expert.")

WITHOUT_LINES = Reason("without_lines", Kind.INVALID, "Say what it costs, line by line.")

INVOLVED = Reason(
    "involved", Kind.FORBIDDEN, "Somebody else than who costed it, signed it or appealed decides about the appeal."
)

TOO_DEAR = Reason("too_dear", Kind.INVALID, "The lines come to more than any price can be.")

NOT_THE_AUTHOR = Reason("not_the_author", Kind.FORBIDDEN, "Only those whose idea became the proposal can do this.")

UNKNOWN_QUESTION = Reason("unknown_question", Kind.UNKNOWN, "There is no such question about this proposal.")

ANSWERED = Reason("answered", Kind.CONFLICT, "The question has been answered already.")

OTHER_VERSION = Reason("other_version", Kind.CONFLICT, "There is a newer estimate. Read it before you sign.")

NOT_FINAL = Reason("not_final", Kind.CONFLICT, "Only a final estimate that says whether it is feasible can be signed.")

OUT_OF_DATE = Reason(
    "out_of_date",
    Kind.CONFLICT,
    "A question, an appeal or a new assignment came after this estimate. It has to be made anew.",
)

OWN_ESTIMATE = Reason("own_estimate", Kind.FORBIDDEN, "Somebody else than who made the estimate has to sign it.")

SIGNED = Reason("signed", Kind.CONFLICT, "The price is signed. It changes only when an appeal is upheld.")

UNSIGNED = Reason("unsigned", Kind.CONFLICT, "Nothing goes on the ballot until a second person has signed its price.")

APPEALED = Reason("appealed", Kind.CONFLICT, "This estimate has been appealed already.")

NO_APPEAL = Reason("no_appeal", Kind.CONFLICT, "No appeal is waiting to be decided.")

PRICE_CLOSED = Reason("price_closed", Kind.CONFLICT, "The price is on the ballot and changes no more.")

UNKNOWN_COSTING = Reason("unknown_costing", Kind.UNKNOWN, "Nobody has been asked yet what this proposal costs.")


class EstimateView(msgspec.Struct, frozen=True):
    """`mine`: whoever asks made it, and somebody else signs it."""

    version: int
    stage: Stage
    lines: tuple[PriceLine, ...]
    price_cents: int
    yearly_cents: int
    feasibility: Feasibility
    reason: str
    at: datetime
    signed_at: datetime | None = None
    mine: bool = False


class QuestionView(msgspec.Struct, frozen=True):
    id: str
    text: str
    at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


class AppealView(msgspec.Struct, frozen=True):
    """`reason` is the author's, shown once it is decided; `answer` the city's."""

    version: int
    at: datetime
    reason: str | None = None
    upheld: bool | None = None
    answer: str | None = None
    decided_at: datetime | None = None


class CostingView(msgspec.Struct, frozen=True):
    """`signed` is the version that holds now; 0 where none does. `expert` is told to staff alone."""

    id: str
    area: str
    department: str
    signed: int
    closed: bool
    estimates: tuple[EstimateView, ...]
    questions: tuple[QuestionView, ...]
    appeals: tuple[AppealView, ...]
    expert: str | None = None


class GetCosting(Query[CostingView], frozen=True, kw_only=True):
    """Staff see every estimate and answer; others what a signature has published."""

    service: ClassVar[str] = "ideas"
    area: Id
    proposal: Id
