"""From a whole round: what its projects came from, how long they took and what they cost."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from nats.aio.client import Client

from services import analytics, areas, ideas, voting
from services.analytics.lead_times import _days, _medians
from services.analytics.money import told
from services.analytics.nodes import VIEW, parents, project
from shared.contracts.categories import Category
from shared.contracts.gatherings import GATHERING, GatheringKind, GatheringPlanned
from shared.contracts.goals import GOAL, GoalDropped, GoalSet
from shared.contracts.ideas import IDEA, ContentShown, ContentWithheld, IdeaEdited, IdeaHidden, IdeaSubmitted
from shared.contracts.lead_times import Days, GetLeadTimes, LeadTimes
from shared.contracts.lineage import GetLineage, Lineage
from shared.contracts.merging import IdeaReleased
from shared.contracts.money import Amounts, GetMoney, Money, MoneyOf
from shared.contracts.projects import (
    PROJECT,
    UNKNOWN_PROJECT,
    MilestoneReached,
    ProjectImplemented,
    ProjectStarted,
)
from shared.contracts.proposals import (
    PROPOSAL,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
)
from shared.contracts.rounds import ROUND as ROUND_AGGREGATE
from shared.events import Aggregate, Recorded
from shared.ids import derived_id
from shared.messages import Done, Event, Refused
from shared.rebuild import rebuild
from shared.requests import ask
from shared.settings import Settings
from shared.views import Append, Document
from shared.views.fold import Stored, fold
from shared.views.opening import open_views
from tests.analytics.test_participation import whole_round
from tests.areas.rounds import PLANNED
from tests.ideas.journey import AREA, ROUND, Journey
from tests.running import running, until

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def happened(aggregate: Aggregate, id_: str, *events: Event) -> dict[str, Stored]:
    """The documents after these events, one a position."""
    all_recorded = [recorded(aggregate, id_, event, n) for n, event in enumerate(events, 1)]
    return fold({}, [(each.position, list(project(each))) for each in all_recorded])


def recorded(aggregate: Aggregate, id_: str, event: Event, day: int = 1) -> Recorded:
    return Recorded(event, f"c.{day}", "", AREA, aggregate.name, id_, NOON + timedelta(days=day), day, "")


SUBMITTED = IdeaSubmitted(round=ROUND, author="aino", title="Penkki", text="")
PUBLISHED = ContentShown(round=ROUND, title="Penkki", text="")
WITHHELD = ContentWithheld(round=ROUND, title="Penkki", text="")


@pytest.mark.parametrize(
    ("events", "title"),
    [
        ((SUBMITTED,), ""),
        ((SUBMITTED, PUBLISHED), "Penkki"),
        ((SUBMITTED, PUBLISHED, WITHHELD, IdeaEdited(title="Sopimaton", text="")), ""),
        ((SUBMITTED, PUBLISHED, IdeaHidden(reason="Sopimaton"), WITHHELD), ""),
    ],
)
def test_an_idea_has_its_title_only_while_everybody_may_read_it(events: tuple[Event, ...], title: str) -> None:
    document = happened(IDEA, "i1", *events)[f"{AREA}.idea.i1"].document
    assert document is not None
    assert document["title"] == title
    assert "Penkki" not in str(happened(IDEA, "i1", SUBMITTED))


def test_an_idea_published_anew_was_published_the_first_time() -> None:
    document = happened(IDEA, "i1", SUBMITTED, PUBLISHED, PUBLISHED)[f"{AREA}.idea.i1"].document
    assert document is not None
    assert document["published_at"] == (NOON + timedelta(days=2)).isoformat()


def test_a_goal_comes_from_what_somebody_said_and_is_part_of_what_its_programme_came_from() -> None:
    set_ = GoalSet(programme="p", title="Viihtyisä puisto", text="", contribution="c1")
    goal = happened(GOAL, "g1", set_)[f"{AREA}.goal.g1"].document
    assert goal is not None
    assert goal["parents"] == [f"{AREA}.contribution.c1"]
    dropped = happened(GOAL, "g1", set_, GoalDropped(reason="Valmis"))[f"{AREA}.goal.g1"].document
    assert dropped is not None
    assert dropped["hidden"]


def test_a_gathering_ends_the_way_back_which_never_leads_round_in_a_circle() -> None:
    planned = GatheringPlanned(
        programme="p",
        kind=GatheringKind.STRATEGIC_WORKSHOP,
        title="Työpaja",
        place="Koulu",
        places=None,
        starts_at=NOON,
        ends_at=NOON,
        description="",
    )
    gathering = happened(GATHERING, "t1", planned)[f"{AREA}.gathering.t1"].document
    assert gathering is not None
    assert gathering["parents"] == []


def test_an_idea_taken_out_of_a_proposal_is_no_part_of_what_it_came_from() -> None:
    (change,) = project(recorded(IDEA, "i1", IdeaReleased(proposal="h1", declined=True)))
    assert change == Append(f"{AREA}.proposal.h1", "released", f"{AREA}.idea.i1")
    assert parents({"parents": ["i1", "i2"], "released": ["i1"]}) == ["i2"]


def test_lead_times_are_days_since_the_first_idea() -> None:
    later = (NOON + timedelta(days=12, hours=12)).isoformat()
    assert _days(NOON.isoformat(), {"published": later, "funded": None}) == Days(published=12.5)
    assert _days(None, {"published": later}) == Days()
    assert _medians([Days(1.0, 2.0), Days(3.0), Days(8.0, 4.0)]) == Days(3.0, 3.0)


async def lineage(journey: Journey, done: Done | None = None) -> Lineage:
    query = GetLineage(area=AREA, project=derived_id("project", "h1"), wait_for=done.position if done else 0)
    found = await until(lambda: journey.told(query, Lineage), lambda answer: answer is not None)
    assert found is not None
    return found


def test_money_is_what_a_round_in_earnest_gave_and_cost() -> None:
    """Two proposals, one funded and built; a price withdrawn, and signed anew before the ballot."""
    costed = ProposalCosted(cost_cents=80_000, feasible=True, reason="")
    placed, too_dear = (
        ProposalPlacedOnBallot(round=ROUND, title="", cost_cents=cents, contest="whole") for cents in (60_000, 70_000)
    )
    funded = ProposalFunded(round=ROUND, title="", cost_cents=60_000)
    drafted = ProposalDrafted(round=ROUND, ideas=(), title="", text="", category=Category.SPORT)
    started = ProjectStarted(proposal="h1", round=ROUND, title="", budget_cents=60_000)
    reached = [MilestoneReached(milestone=id_, reached_on=NOON.date(), spent_cents=20_000) for id_ in ("m1", "m2")]
    money = told(
        [
            documents(happened(ROUND_AGGREGATE, ROUND, replace(PLANNED, budget_cents=100_000))),
            [
                *documents(happened(PROPOSAL, "h1", drafted, costed, ProposalPriceWithdrawn(), placed, funded)),
                *documents(happened(PROPOSAL, "h2", drafted, costed, too_dear)),
            ],
            documents(happened(PROJECT, "k1", started, *reached, ProjectImplemented(cost_cents=40_000))),
        ]
    )
    amounts = Amounts(allocated=100_000, costed=130_000, funded=60_000, spent=40_000)
    sport = MoneyOf("sport", replace(amounts, allocated=0))
    assert money == Money(amounts, (MoneyOf(AREA, amounts),), (MoneyOf(ROUND, amounts),), (sport,))


def documents(stored: dict[str, Stored]) -> list[Document]:
    return [{**one.document, "id": id_} for id_, one in stored.items() if one.document is not None]


async def test_a_project_leads_back_to_its_ideas_and_its_programme(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, voting.service, analytics.service):
        journey, done = await whole_round(nc)
        found = await lineage(journey, done)
        assert [(node.step, node.kind, node.title) for node in found.nodes] == [
            (0, "project", "Penkkejä"),
            (1, "proposal", "Penkkejä"),
            (2, "round", "Kevät"),
            (2, "idea", "Penkki"),
            (3, "programme", "Lähiöohjelma"),
        ]
        assert found.nodes[1].parents == (f"{AREA}.idea.i1", f"{AREA}.round.{ROUND}")

        views = open_views(settings.views_url, "analytics")
        await rebuild(VIEW, views, nc, lambda *_: None)
        await views.close()
        assert await lineage(journey) == found


async def test_the_times_of_a_round_are_told_and_a_rehearsal_costs_nothing(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, voting.service, analytics.service):
        journey, done = await whole_round(nc)
        rehearsed = await journey.told(GetMoney(area=AREA, wait_for=done.position), Money)
        assert rehearsed == Money(Amounts(), (), (), ())

        times = await journey.told(GetLeadTimes(area=AREA, round=ROUND), LeadTimes)
        assert times is not None
        assert [each.title for each in times.projects] == ["Penkkejä"]
        assert times.medians == times.projects[0].days == Days(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


async def test_a_project_nobody_started_came_from_nothing(nc: Client, settings: Settings) -> None:
    async with running(settings, analytics.service):
        with pytest.raises(Refused, match=UNKNOWN_PROJECT.code):
            await ask(nc, GetLineage(area=AREA, project="never"))
