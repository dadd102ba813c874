"""What was said at each gathering, and what came of it."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from services.areas.views.gatherings import in_order
from services.areas.views.keys import as_named, key
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.contributions import (
    CONTRIBUTION,
    UNKNOWN_CONTRIBUTION,
    Became,
    ContributionRecorded,
    ContributionView,
    GetContribution,
    ListContributions,
)
from shared.contracts.goals import GOAL, GoalSet
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Index, Put, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case ContributionRecorded() as event:
            yield Put(key(recorded.area, recorded.aggregate_id), _said(recorded, event))
        case GoalSet(contribution=contribution) if contribution:
            yield _became(contribution, "goal", recorded)
        case IdeaSubmitted(contribution=contribution) if contribution:
            yield _became(contribution, "idea", recorded)
        case CommentGiven(contribution=contribution) if contribution:
            yield _became(contribution, "comment", recorded)
        case _:
            return


def _said(recorded: Recorded, event: ContributionRecorded) -> dict[str, Any]:
    said = ContributionView(
        recorded.aggregate_id,
        recorded.area,
        event.gathering,
        event.text,
        event.said_at,
        event.group,
        event.category,
    )
    return {**to_builtins(said), "said_at": in_order(event.said_at)}


def _became(contribution: str, kind: str, recorded: Recorded) -> Change:
    return Append(key(recorded.area, contribution), "became", to_builtins(Became(kind, recorded.aggregate_id)))


VIEW = View(
    ViewSchema("contributions", (Index(("area", "gathering", "said_at")),)),
    (CONTRIBUTION, GOAL, IDEA, COMMENT),
    project,
)


async def list_contributions(query: ListContributions, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "gathering": query.gathering}
    page = await views.page(VIEW.name, where=where, order="said_at", after=query.after, limit=query.limit)
    return {"items": [as_named(item) for item in page.items], "next": page.next}


async def get_contribution(query: GetContribution, room: Room) -> Any:
    return as_named(await document_of(room, VIEW, key(query.area, query.contribution), query, UNKNOWN_CONTRIBUTION))


QUERIES: Queries = {ListContributions: list_contributions, GetContribution: get_contribution}
