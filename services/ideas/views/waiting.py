"""What each proposal waits for until it is on the ballot or found infeasible."""

import asyncio
from collections.abc import Iterable
from typing import Any

from shared.contracts.costing import (
    COSTING,
    AppealDecided,
    AuthorAnswered,
    AuthorAsked,
    CostEstimated,
    CostingAppealed,
    CostingAssigned,
    CostingSigned,
    Feasibility,
    Stage,
)
from shared.contracts.proposals import PROPOSAL, ProposalDrafted, ProposalGivenUp, ProposalPlacedOnBallot
from shared.contracts.waiting import Awaited, ListWaiting, Wait
from shared.events import Recorded
from shared.messages import Event
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Index, Put, Scalar, Update, ViewSchema

AWAITED = {
    Wait.ASSIGN: Awaited.COORDINATOR,
    Wait.ESTIMATE: Awaited.EXPERT,
    Wait.ANSWER: Awaited.AUTHOR,
    Wait.SIGN: Awaited.SECOND_PERSON,
    Wait.DECIDE_APPEAL: Awaited.COORDINATOR,
    Wait.PLACE: Awaited.COORDINATOR,
}
NOTHING: Document = {"wait": "", "awaited": "", "waits": False}


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case ProposalDrafted() as event:
            yield Put(id_, _drafted(recorded, event))
        case ProposalPlacedOnBallot() | ProposalGivenUp():
            yield Update(id_, NOTHING)
        case CostingAssigned(department=department, expert=expert):
            yield Update(id_, {**_waits(Wait.ESTIMATE, recorded), "department": department, "expert": expert})
        case CostingSigned(feasibility=feasibility) | AppealDecided(feasibility=feasibility, upheld=False):
            feasible = feasibility is Feasibility.FEASIBLE
            yield Update(id_, _waits(Wait.PLACE, recorded) if feasible else NOTHING)
        case other:
            yield from _costing(recorded, other)


def _costing(recorded: Recorded, event: Event) -> Iterable[Change]:
    """The steps after which only one thing can wait."""
    match event:
        case CostEstimated():
            wait = Wait.SIGN if _is_ready(event) else Wait.ESTIMATE
        case AuthorAsked():
            wait = Wait.ANSWER
        case AuthorAnswered() | AppealDecided():
            wait = Wait.ESTIMATE
        case CostingAppealed():
            wait = Wait.DECIDE_APPEAL
        case _:
            return
    yield Update(recorded.aggregate_id, _waits(wait, recorded))


def _drafted(recorded: Recorded, event: ProposalDrafted) -> Document:
    return {
        "id": recorded.aggregate_id,
        "area": recorded.area,
        "round": event.round,
        "title": event.title,
        "department": "",
        "expert": "",
        **_waits(Wait.ASSIGN, recorded),
    }


def _is_ready(event: CostEstimated) -> bool:
    return event.stage is Stage.FINAL and event.feasibility is not Feasibility.UNDECIDED


def _waits(wait: Wait, recorded: Recorded) -> Document:
    return {"wait": wait, "awaited": AWAITED[wait], "waits": True, "since": recorded.at.isoformat()}


VIEW = View(
    ViewSchema(
        "waiting",
        (
            Index(("area", "waits", "since")),
            Index(("area", "wait", "since")),
            Index(("area", "round", "waits", "since")),
            Index(("area", "round", "wait", "since")),
        ),
    ),
    (PROPOSAL, COSTING),
    project,
)


async def list_waiting(query: ListWaiting, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    of: dict[str, Scalar] = {"area": query.area}
    if query.round:
        of["round"] = query.round
    where = of | ({"wait": query.wait} if query.wait else {"waits": True})
    page = await views.page(VIEW.name, where=where, order="since", after=query.after, limit=query.limit)
    counts = await asyncio.gather(*(views.count(VIEW.name, {**of, "wait": wait}) for wait in Wait))
    return {"items": page.items, "counts": dict(zip(Wait, counts, strict=True)), "next": page.next}


QUERIES: Queries = {ListWaiting: list_waiting}
