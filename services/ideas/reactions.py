"""Ideas follow their proposal; proposals follow their signed costing and the published result; a funded one becomes a
project."""

from collections.abc import Iterable

from shared.contracts.certification import VotePublished
from shared.contracts.costing import COSTING, AppealDecided, CostingSigned, Feasibility
from shared.contracts.idea_drafts import ForgetIdeaDrafts
from shared.contracts.ideas import TakeUpIdea
from shared.contracts.projects import StartProject
from shared.contracts.proposals import (
    PROPOSAL,
    CostProposal,
    DecideFunding,
    ProposalDrafted,
    ProposalFunded,
    WithdrawPrice,
)
from shared.contracts.rounds import ROUND, Phase, RoundPhaseStarted
from shared.contracts.voting import VOTE, ItemLeftOut
from shared.events import Recorded
from shared.ids import derived_id
from shared.messages import Command, system
from shared.service import Reaction

IDEAS = system("ideas")


def follow_proposal(event: Recorded) -> Iterable[Command]:
    match event.event:
        case ProposalDrafted(ideas=ideas, asks_consent=asks):
            for idea in ideas:
                proposal = event.aggregate_id
                yield TakeUpIdea(area=event.area, idea=idea, proposal=proposal, asks_consent=asks, by=IDEAS)
        case ProposalFunded(trial=False) as funded:
            yield StartProject(
                area=event.area,
                project=derived_id("project", event.aggregate_id),
                proposal=event.aggregate_id,
                round=funded.round,
                title=funded.title,
                budget_cents=funded.cost_cents,
                by=IDEAS,
            )
        case _:
            return


def follow_costing(event: Recorded) -> Iterable[Command]:
    match event.event:
        case CostingSigned() as signed:
            yield CostProposal(
                area=event.area,
                proposal=event.aggregate_id,
                cost_cents=signed.price_cents,
                feasible=signed.feasibility is Feasibility.FEASIBLE,
                reason=signed.reason,
                by=IDEAS,
            )
        case AppealDecided(upheld=True):
            yield WithdrawPrice(area=event.area, proposal=event.aggregate_id, by=IDEAS)
        case _:
            return


def follow_vote(event: Recorded) -> Iterable[Command]:
    match event.event:
        case VotePublished(result=result):
            for item in (item for contest in result.contests for item in contest.items):
                yield DecideFunding(
                    area=event.area, proposal=item.proposal, funded=item.funded, reason=item.reason, by=IDEAS
                )
        case ItemLeftOut(proposal=proposal):
            yield DecideFunding(area=event.area, proposal=proposal, funded=False, reason="left_out", by=IDEAS)
        case _:
            return


def follow_round(event: Recorded) -> Iterable[Command]:
    match event.event:
        case RoundPhaseStarted(phase=Phase.PLANNING):
            yield ForgetIdeaDrafts(area=event.area, round=event.aggregate_id, by=IDEAS)
        case _:
            return


REACTIONS = (
    Reaction((ROUND,), follow_round),
    Reaction((PROPOSAL,), follow_proposal),
    Reaction((COSTING,), follow_costing),
    Reaction((VOTE,), follow_vote),
)
