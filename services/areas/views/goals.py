"""The goals of a programme, as everybody reads them."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from shared.contracts.goals import (
    GOAL,
    UNKNOWN_GOAL,
    GetGoal,
    GoalChanged,
    GoalDropped,
    GoalJudged,
    GoalSet,
    GoalStatus,
    GoalView,
    Judgement,
    ListGoals,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case GoalSet() as event:
            yield Put(id_, to_builtins(_set(recorded, event)))
        case GoalChanged() as event:
            yield Update(id_, to_builtins(event))
        case GoalDropped(reason=reason):
            yield Update(id_, {"status": GoalStatus.DROPPED, "reason": reason})
        case GoalJudged() as event:
            judgement = Judgement(event.outcome, event.evidence, recorded.at, event.figures, event.survey)
            yield Append(id_, "judgements", to_builtins(judgement))
        case _:
            return


def _set(recorded: Recorded, event: GoalSet) -> GoalView:
    return GoalView(
        id=recorded.aggregate_id,
        area=recorded.area,
        programme=event.programme,
        title=event.title,
        text=event.text,
        indicator=event.indicator,
        target=event.target,
        contribution=event.contribution,
        set_at=recorded.at,
    )


VIEW = View(ViewSchema("goals", (Index(("area", "programme", "set_at")),)), (GOAL,), project)


async def list_goals(query: ListGoals, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "programme": query.programme}
    page = await views.page(VIEW.name, where=where, order="set_at", after=query.after, limit=query.limit)
    return {"items": page.items, "next": page.next}


async def get_goal(query: GetGoal, room: Room) -> Any:
    return await document_of(room, VIEW, query.goal, query, UNKNOWN_GOAL)


QUERIES: Queries = {ListGoals: list_goals, GetGoal: get_goal}
