"""Evaluations, each as it was published last."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from shared.contracts.evaluations import (
    EVALUATION,
    NOT_EVALUATED,
    EvaluatedProgramme,
    EvaluatedProgrammes,
    EvaluationEntry,
    EvaluationOpened,
    EvaluationPublished,
    GetEvaluation,
    ListEvaluated,
    ListEvaluations,
)
from shared.events import Recorded
from shared.messages import Refused
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, Update, ViewSchema

ALL = 1000


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case EvaluationOpened() as event:
            yield Put(id_, {**to_builtins(_opened(recorded, event)), "opened": recorded.position})
        case EvaluationPublished() as event:
            place = {"published": recorded.position, "published_at": recorded.at.isoformat()}
            yield Update(id_, {**to_builtins(event), **place})
        case _:
            return


def _opened(recorded: Recorded, event: EvaluationOpened) -> EvaluationEntry:
    return EvaluationEntry(
        evaluation=recorded.aggregate_id,
        area=recorded.area,
        programme=event.programme,
        baseline_year=event.baseline_year,
        follow_up_year=event.follow_up_year,
        indicators=event.indicators,
    )


VIEW = View(
    ViewSchema(
        "evaluations",
        (
            Index(("area", "programme", "opened")),
            Index(("area", "programme", "-published")),
            Index(("area", "-published")),
        ),
    ),
    (EVALUATION,),
    project,
)


async def get_evaluation(query: GetEvaluation, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "programme": query.programme}
    page = await views.page(VIEW.name, where=where, order="-published", limit=1)
    if not page.items:
        raise Refused(NOT_EVALUATED)
    return page.items[0]


async def list_evaluations(query: ListEvaluations, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "programme": query.programme}
    return {"items": (await views.page(VIEW.name, where=where, order="opened", limit=ALL)).items}


async def list_evaluated(query: ListEvaluated, room: Room) -> EvaluatedProgrammes:
    views = await room.reached(VIEW, query.wait_for)
    page = await views.page(VIEW.name, where={"area": query.area}, order="-published", limit=ALL)
    names = {one["programme"]: one["findings"]["name"] for one in reversed(page.items)}
    newest_first = dict.fromkeys(one["programme"] for one in page.items)
    return EvaluatedProgrammes(tuple(EvaluatedProgramme(one, names[one]) for one in newest_first))


QUERIES: Queries = {
    GetEvaluation: get_evaluation,
    ListEvaluations: list_evaluations,
    ListEvaluated: list_evaluated,
}
