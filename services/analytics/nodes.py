"""What came of what, from the choice of an area to the thing in the park, with its times and its money.

A document a thing, by area, kind and id, with the keys of what it came from as its `parents`: a step back is a read.
An indicator's stands for its weight in one choice of an area. Words are kept only as long as everybody may read them.
"""

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from shared.contracts.areas import PROGRAMME, ProgrammeStarted
from shared.contracts.contributions import CONTRIBUTION, ContributionRecorded
from shared.contracts.gatherings import GATHERING, GatheringPlanned
from shared.contracts.goals import GOAL, GoalChanged, GoalDropped, GoalSet
from shared.contracts.ideas import IDEA, ContentShown, ContentWithheld, IdeaHidden, IdeaSubmitted
from shared.contracts.indicators import CITY
from shared.contracts.lineage import NodeKind
from shared.contracts.merging import IdeaReleased
from shared.contracts.packages import PACKAGE, PackageCut, PackageRevised
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
from shared.contracts.rounds import ROUND, RoundPlanned
from shared.contracts.selections import SELECTION, AreaSelected
from shared.events import Recorded
from shared.projections import View
from shared.views import Append, Change, Document, Increment, Index, Put, PutOnce, Update, ViewSchema

OfProposal: TypeAlias = (
    ProposalDrafted
    | ProposalCosted
    | ProposalPriceWithdrawn
    | ProposalGivenUp
    | ProposalPlacedOnBallot
    | ProposalFunded
)


def key(area: str, kind: NodeKind, thing: str) -> str:
    return f"{area}.{kind}.{thing}"


def parents(node: Document) -> list[str]:
    """Without the ideas that were taken out again."""
    released = node.get("released", ())
    return [parent for parent in node["parents"] if parent not in released]


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case AreaSelected() | ProgrammeStarted() | RoundPlanned() as event:
            yield from _chosen(recorded, event)
        case GatheringPlanned() | ContributionRecorded() | GoalSet() | GoalChanged() | GoalDropped() as event:
            yield from _planned_together(recorded, event)
        case IdeaReleased(proposal=proposal):
            idea = key(recorded.area, NodeKind.IDEA, recorded.aggregate_id)
            yield Append(key(recorded.area, NodeKind.PROPOSAL, proposal), "released", idea)
        case PackageCut() | PackageRevised() as event:
            yield from _package(recorded, event)
        case IdeaSubmitted() | ContentShown() | ContentWithheld() | IdeaHidden() as event:
            yield from _idea(recorded, event)
        case (
            ProposalDrafted()
            | ProposalCosted()
            | ProposalPriceWithdrawn()
            | ProposalGivenUp()
            | ProposalPlacedOnBallot()
            | ProposalFunded()
        ) as event:
            yield _proposal(recorded, event)
        case ProjectStarted() | MilestoneReached() | ProjectImplemented() as event:
            yield _project(recorded, event)
        case _:
            return


def _node(recorded: Recorded, kind: NodeKind, title: str, *parents: str, **facts: str | int) -> Put:
    at, thing = recorded.at.isoformat(), recorded.aggregate_id
    told = {"area": recorded.area, "kind": kind, "thing": thing, "title": title, "at": at, "parents": list(parents)}
    return Put(key(recorded.area, kind, thing), {**told, **facts})


def _chosen(recorded: Recorded, event: AreaSelected | ProgrammeStarted | RoundPlanned) -> Iterable[Change]:
    match event:
        case AreaSelected():
            yield from _selected(recorded, event)
        case ProgrammeStarted(name=name, selection=selection):
            chosen = [key(CITY, NodeKind.SELECTION, selection)] if selection else []
            yield _node(recorded, NodeKind.PROGRAMME, name, *chosen)
        case RoundPlanned(name=name, programme=programme, budget_cents=cents, trial=trial):
            parent = key(recorded.area, NodeKind.PROGRAMME, programme)
            yield _node(recorded, NodeKind.ROUND, name, parent, allocated_cents=cents, trial=trial)
        case _:
            assert_never(event)


def _selected(recorded: Recorded, event: AreaSelected) -> Iterable[Change]:
    """All choices are made in one aggregate; each has an id of its own."""
    at, ranking = recorded.at.isoformat(), event.comparison.ranking
    indicators = []
    for part in next((ranked.parts for ranked in ranking if ranked.area == event.chosen), ()):
        indicators.append(key(CITY, NodeKind.INDICATOR, f"{event.selection}.{part.indicator}"))
        named = {"area": event.chosen, "kind": NodeKind.INDICATOR, "thing": part.indicator, "title": ""}
        yield Put(indicators[-1], {**named, "at": at, "value": part.value, "parents": []})
    named = {"area": event.chosen, "kind": NodeKind.SELECTION, "thing": event.selection, "title": event.theme}
    yield Put(key(CITY, NodeKind.SELECTION, event.selection), {**named, "at": at, "parents": indicators})


def _planned_together(
    recorded: Recorded, event: GatheringPlanned | ContributionRecorded | GoalSet | GoalChanged | GoalDropped
) -> Iterable[Change]:
    id_ = key(recorded.area, NodeKind.GOAL, recorded.aggregate_id)
    match event:
        case GatheringPlanned(
            title=title
        ):  # the programme comes from what was said there: no step leads round in a circle
            yield _node(recorded, NodeKind.GATHERING, title)
        case ContributionRecorded(gathering=gathering):
            yield _node(recorded, NodeKind.CONTRIBUTION, "", key(recorded.area, NodeKind.GATHERING, gathering))
        case GoalSet(title=title, programme=programme, contribution=contribution):
            yield _node(recorded, NodeKind.GOAL, title, *_said(recorded.area, contribution))
            yield Append(key(recorded.area, NodeKind.PROGRAMME, programme), "parents", id_)
        case GoalChanged(title=title):
            yield Update(id_, {"title": title})
        case GoalDropped():
            yield Update(id_, {"hidden": True})
        case _:
            assert_never(event)


def _package(recorded: Recorded, event: PackageCut | PackageRevised) -> Iterable[Change]:
    goals = [key(recorded.area, NodeKind.GOAL, goal) for goal in event.goals]
    id_ = key(recorded.area, NodeKind.PACKAGE, recorded.aggregate_id)
    match event:
        case PackageCut(title=title, programme=programme):
            yield _node(recorded, NodeKind.PACKAGE, title, *goals)
            yield Append(key(recorded.area, NodeKind.PROGRAMME, programme), "parents", id_)
        case PackageRevised(title=title):
            yield Update(id_, {"title": title, "parents": goals})
        case _:
            assert_never(event)


def _said(area: str, contribution: str) -> list[str]:
    return [key(area, NodeKind.CONTRIBUTION, contribution)] if contribution else []


def _idea(recorded: Recorded, event: IdeaSubmitted | ContentShown | ContentWithheld | IdeaHidden) -> Iterable[Change]:
    id_ = key(recorded.area, NodeKind.IDEA, recorded.aggregate_id)
    match event:
        case IdeaSubmitted(contribution=contribution):
            yield _node(recorded, NodeKind.IDEA, "", *_said(recorded.area, contribution))
        case ContentWithheld():  # hidden, or until a moderator has read the new words
            yield Update(id_, {"title": ""})
        case ContentShown(title=title):
            yield Update(id_, {"title": title, "hidden": False})
            published = Update(id_, {"published_at": recorded.at.isoformat()})
            yield PutOnce(f"{id_}.published", {}, (published,))
        case IdeaHidden():
            yield Update(id_, {"hidden": True})
        case _:
            assert_never(event)


def _proposal(recorded: Recorded, event: OfProposal) -> Change:
    area, at = recorded.area, recorded.at.isoformat()
    id_ = key(area, NodeKind.PROPOSAL, recorded.aggregate_id)
    match event:
        case ProposalDrafted(title=title, round=round_, ideas=ideas, category=category):
            sources = [*(key(area, NodeKind.IDEA, idea) for idea in ideas), key(area, NodeKind.ROUND, round_)]
            return _node(recorded, NodeKind.PROPOSAL, title, *sources, round=round_, category=category)
        case ProposalCosted(cost_cents=cents, feasible=feasible):
            return Update(id_, {"costed_at": at, "costed_cents": cents if feasible else 0})
        case ProposalPriceWithdrawn() | ProposalGivenUp():
            return Update(id_, {"costed_at": None, "costed_cents": 0})
        case ProposalPlacedOnBallot(cost_cents=cents):
            return Update(id_, {"on_ballot_at": at, "costed_cents": cents})
        case ProposalFunded(cost_cents=cents):
            return Update(id_, {"funded_at": at, "funded_cents": cents})
        case _:
            assert_never(event)


def _project(recorded: Recorded, event: ProjectStarted | MilestoneReached | ProjectImplemented) -> Change:
    id_ = key(recorded.area, NodeKind.PROJECT, recorded.aggregate_id)
    match event:
        case ProjectStarted(title=title, proposal=proposal, round=round_):
            parent = key(recorded.area, NodeKind.PROPOSAL, proposal)
            return _node(recorded, NodeKind.PROJECT, title, parent, round=round_)
        case MilestoneReached(spent_cents=cents):
            return Increment(id_, {"spent_cents": cents})
        case ProjectImplemented(cost_cents=cents):
            return Update(id_, {"implemented_at": recorded.at.isoformat(), "spent_cents": cents})
        case _:
            assert_never(event)


VIEW = View(
    ViewSchema("nodes", (Index(("kind", "at")), Index(("kind", "area", "at")), Index(("kind", "area", "round", "at")))),
    (SELECTION, PROGRAMME, ROUND, GATHERING, CONTRIBUTION, GOAL, PACKAGE, IDEA, PROPOSAL, PROJECT),
    project,
)
