"""A vote on three things, open until the end of May."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from services.voting.domain.ballot import Polling
from services.voting.domain.sealing import Box, marks, widest
from services.voting.domain.state import Vote
from services.voting.domain.terms import frozen
from services.voting.domain.turnout import GroupSeal
from services.voting.domain.vote import vote
from shared.contracts.ballots import CastVote, Choice, PaperHandedIn, VoteCast
from shared.contracts.contests import WHOLE, BallotLimits, Contest, RollCriteria
from shared.contracts.participants import Channel, group_of
from shared.contracts.voting import Item, ItemAdded, Rivals, VoteOpened
from shared.decider import Given
from shared.messages import Actor, Role

AREA, ROUND = "petonen", "r1"
END_OF_MAY = datetime(2027, 5, 31, 21, tzinfo=UTC)
NOON = END_OF_MAY - timedelta(days=3)

RINK = Item("rink", "Luistelukenttä", 30_000_00)
BENCHES = Item("benches", "Penkit", 5_000_00)
LIGHTS = Item("lights", "Valot", 20_000_00)
ITEMS = (RINK, BENCHES, LIGHTS)
ADDED = tuple(ItemAdded(item=item) for item in ITEMS)


BALLOT, BOX, GROUPS, SEED = "5ea1", Box(b"k" * 32), GroupSeal(b"g" * 32), "5eed"


def whole(limits: BallotLimits | None = None, budget_cents: int = 50_000_00) -> Contest:
    return Contest(WHOLE, "Kevät", budget_cents, limits or BallotLimits(max_choices=2))


def opened(limits: BallotLimits | None = None, roll: RollCriteria | None = None, rivals: Rivals = ()) -> VoteOpened:
    return frozen(
        edition=1,
        items=ITEMS,
        contests=(whole(limits),),
        rivals=rivals,
        roll=roll or RollCriteria(),
        closes_at=END_OF_MAY,
        seed=SEED,
    )


def held_anew() -> VoteOpened:
    return replace(opened(), edition=2)


def rehearsal() -> VoteOpened:
    return replace(opened(), trial=True)


def open_vote(limits: BallotLimits | None = None, roll: RollCriteria | None = None) -> Vote:
    return vote.over((*ADDED, opened(limits, roll)), vote.initial)


def resident(name: str = "anna", born: date | None = date(2000, 1, 1), home: str = AREA, school: str = "") -> Actor:
    return Actor(name, {Role.RESIDENT: (AREA,)}, born, home, school)


def choices(*proposals: str, points: int = 1) -> tuple[Choice, ...]:
    return tuple(Choice(proposal, points) for proposal in proposals)


def cast(
    *proposals: str, at: datetime = NOON, points: int = 1, vote: Vote | None = None, by: Actor | None = None
) -> Given[CastVote, Polling]:
    chosen = choices(*proposals, points=points)
    command = CastVote(area=AREA, round=ROUND, choices=chosen, by=by or resident(), at=at)
    return Given(command, Polling(vote or open_vote(), BALLOT, BOX, GROUPS))


def sealed(*proposals: str, revision: int = 1, limits: BallotLimits | None = None, by: Actor | None = None) -> VoteCast:
    """The ballot as the log has it."""
    terms = opened(limits)
    content = BOX.seal(BALLOT, revision, marks(terms, choices(*proposals)), widest(terms))
    return VoteCast(
        round=ROUND,
        edition=1,
        sealed=content.content,
        receipt=content.receipt,
        revision=revision,
        group=GROUPS.seal(BALLOT, revision, group_of(by or resident(), NOON)),
    )


def handed_in(batch: str = "library", voter: Actor | None = None) -> PaperHandedIn:
    group = GROUPS.seal(BALLOT, 0, group_of(voter or resident(), NOON, Channel.PAPER))
    return PaperHandedIn(round=ROUND, edition=1, batch=batch, group=group)


def clerk(name: str = "kirsti") -> Actor:
    return Actor(name, {Role.CLERK: (AREA,)})
