"""A vote on three things, open until the end of May."""

from datetime import UTC, datetime, timedelta

from services.voting.domain.vote import Vote, vote
from shared.contracts.areas import BallotLimits, CountingRule
from shared.contracts.voting import CastVote, Choice, Item, ItemAdded, VoteOpened
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


def opened(limits: BallotLimits | None = None) -> VoteOpened:
    return VoteOpened(
        items=ITEMS,
        budget_cents=50_000_00,
        limits=limits or BallotLimits(max_choices=2),
        rule=CountingRule(),
        closes_at=END_OF_MAY,
    )


def open_vote(limits: BallotLimits | None = None) -> Vote:
    return vote.over((*ADDED, opened(limits)), vote.initial)


def choices(*proposals: str, points: int = 1) -> tuple[Choice, ...]:
    return tuple(Choice(proposal, points) for proposal in proposals)


def cast(*proposals: str, at: datetime = NOON, points: int = 1, vote: Vote | None = None) -> Given[CastVote, Vote]:
    anna = Actor("anna", {Role.RESIDENT: (AREA,)})
    command = CastVote(area=AREA, round=ROUND, choices=choices(*proposals, points=points), by=anna, at=at)
    return Given(command, vote or open_vote())
