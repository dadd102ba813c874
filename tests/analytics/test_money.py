"""What rounds in earnest gave and cost."""

from datetime import UTC, datetime

from msgspec.structs import replace

from services.analytics.money import project, told
from shared.contracts.categories import Category
from shared.contracts.money import Amounts, Money, MoneyOf
from shared.contracts.projects import PROJECT, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.proposals import (
    PROPOSAL,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalGivenUp,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
)
from shared.contracts.rounds import ROUND as ROUND_AGGREGATE
from shared.events import Aggregate, Recorded
from shared.messages import Event
from shared.views.fold import fold
from tests.areas.rounds import PLANNED
from tests.ideas.journey import AREA, ROUND

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
Happened = tuple[Aggregate, str, Event]

ROUND_PLANNED: Happened = (ROUND_AGGREGATE, ROUND, replace(PLANNED, budget_cents=100_000))
DRAFTED = ProposalDrafted(round=ROUND, ideas=(), title="", text="", category=Category.SPORT)
COSTED = ProposalCosted(cost_cents=80_000, feasible=True, reason="")
STARTED = ProjectStarted(proposal="h1", round=ROUND, title="", budget_cents=60_000)


def placed(cents: int) -> ProposalPlacedOnBallot:
    return ProposalPlacedOnBallot(round=ROUND, title="", cost_cents=cents, contest="whole")


def reached(milestone: str) -> MilestoneReached:
    return MilestoneReached(milestone=milestone, reached_on=NOON.date(), spent_cents=20_000)


def of(aggregate: Aggregate, id_: str, *events: Event) -> list[Happened]:
    return [(aggregate, id_, event) for event in events]


def money(*happened: Happened) -> Money:
    log = [
        Recorded(event, f"c.{at}", "", AREA, aggregate.name, id_, NOON, at, "")
        for at, (aggregate, id_, event) in enumerate(happened, 1)
    ]
    documents = fold({}, [(each.position, list(project(each))) for each in log])
    return told([each.document for each in documents.values() if each.document is not None])


def test_money_is_what_a_round_in_earnest_gave_and_cost() -> None:
    """Two proposals, one funded and built; a price withdrawn, and signed anew before the ballot."""
    funded = ProposalFunded(round=ROUND, title="", cost_cents=60_000)
    told_ = money(
        ROUND_PLANNED,
        *of(PROPOSAL, "h1", DRAFTED, COSTED, ProposalPriceWithdrawn(), placed(60_000), funded),
        *of(PROPOSAL, "h2", DRAFTED, COSTED, placed(70_000)),
        *of(PROJECT, "k1", STARTED, reached("m1"), reached("m2"), ProjectImplemented(cost_cents=40_000)),
    )
    amounts = Amounts(allocated=100_000, costed=130_000, funded=60_000, spent=40_000)
    sport = MoneyOf("sport", replace(amounts, allocated=0))
    assert told_ == Money(amounts, (MoneyOf(AREA, amounts),), (MoneyOf(ROUND, amounts),), (sport,))


def test_while_a_project_is_built_its_milestones_tell_what_is_spent() -> None:
    assert money(ROUND_PLANNED, *of(PROPOSAL, "h1", DRAFTED)).together == Amounts(allocated=100_000)
    building = money(*of(PROPOSAL, "h1", DRAFTED), *of(PROJECT, "k1", STARTED, reached("m1"), reached("m2")))
    assert building.together == Amounts(spent=40_000)


def test_what_is_not_feasible_costs_nothing() -> None:
    refused = replace(COSTED, feasible=False)
    assert money(*of(PROPOSAL, "h1", DRAFTED, COSTED, refused)).together == Amounts()


def test_what_is_given_up_costs_nothing() -> None:
    assert money(*of(PROPOSAL, "h1", DRAFTED, COSTED, ProposalGivenUp())).together == Amounts()


def test_a_rehearsal_costs_nothing() -> None:
    rehearsed = (ROUND_AGGREGATE, ROUND, replace(PLANNED, trial=True))
    assert money(rehearsed, *of(PROPOSAL, "h1", DRAFTED, COSTED)) == Money(Amounts(), (), (), ())
