"""Proposals as people read them."""

from collections.abc import Iterable
from typing import Any

from shared.contracts.ideas import IDEA
from shared.contracts.merging import IdeaReleased
from shared.contracts.proposals import (
    PROPOSAL,
    UNKNOWN_PROPOSAL,
    GetProposal,
    ListProposals,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalGivenUp,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
    ProposalStatus,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Document, Index, Put, Update, ViewSchema

STATUS = {
    ProposalPlacedOnBallot: ProposalStatus.ON_BALLOT,
    ProposalFunded: ProposalStatus.FUNDED,
    ProposalGivenUp: ProposalStatus.GIVEN_UP,
}


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case ProposalDrafted() as event:
            yield Put(
                id_,
                {
                    "id": id_,
                    "area": recorded.area,
                    "round": event.round,
                    "title": event.title,
                    "text": event.text,
                    "language": event.language,
                    "ideas": event.ideas,
                    "status": ProposalStatus.DRAFTED,
                },
            )
        case IdeaReleased(proposal=proposal):
            yield Append(proposal, "released", id_)
        case ProposalCosted(cost_cents=cost, feasible=feasible, reason=reason):
            status = ProposalStatus.COSTED if feasible else ProposalStatus.INFEASIBLE
            yield Update(id_, {"status": status, "cost_cents": cost, "reason": reason or None})
        case ProposalPriceWithdrawn():
            yield Update(id_, {"status": ProposalStatus.DRAFTED, "cost_cents": None, "reason": None})
        case ProposalPlacedOnBallot() | ProposalFunded() | ProposalGivenUp() as event:
            yield Update(id_, {"status": STATUS[type(event)]})
        case ProposalNotFunded(reason=reason):
            yield Update(id_, {"status": ProposalStatus.NOT_FUNDED, "reason": reason})
        case _:
            return


VIEW = View(
    ViewSchema("proposals", (Index(("area", "round", "title")), Index(("area", "round", "status", "title")))),
    (PROPOSAL, IDEA),
    project,
)


async def get_proposal(query: GetProposal, room: Room) -> Any:
    return _shown(await document_of(room, VIEW, query.proposal, query, UNKNOWN_PROPOSAL))


async def list_proposals(query: ListProposals, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where: dict[str, str | int] = {"area": query.area, "round": query.round}
    if query.status:
        where["status"] = query.status
    page = await views.page(VIEW.name, where=where, order="title", after=query.after, limit=query.limit)
    return {"items": [_shown(item) for item in page.items], "next": page.next}


def _shown(proposal: Document) -> Document:
    released = proposal.pop("released", ())
    return {**proposal, "ideas": [idea for idea in proposal["ideas"] if idea not in released]}


QUERIES: Queries = {GetProposal: get_proposal, ListProposals: list_proposals}
