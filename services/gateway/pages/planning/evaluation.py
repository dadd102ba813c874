"""The programme is evaluated: figures of two years and the judged goals, with a summary and what follows."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, indicator_names, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given, ticked
from services.gateway.visit import Visit, told
from shared.contracts.evaluations import ListEvaluations, OpenEvaluation, PublishEvaluation
from shared.contracts.goals import GoalStatus, ListGoals
from shared.ids import derived_id

ALL = f"{PLAN}/evaluation"


def _open(filled: Filled, command_id: str) -> Given:
    asked = given(filled, "programme", "baseline_year", "follow_up_year")
    return {**asked, "indicators": ticked(filled, "indicators"), "evaluation": derived_id(command_id)}


def _publish(filled: Filled, _: str) -> Given:
    return given(filled, "evaluation", "summary", "next_steps")


FORMS: Forms = {"open": (OpenEvaluation, _open), "publish": (PublishEvaluation, _publish)}


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current, seen = await programme(request), request.seen
    area, id_ = current.area, current.id
    evaluations, goals, indicators = await asyncio.gather(
        told(request, ListEvaluations(area=area, programme=id_, by=request.actor, wait_for=seen)),
        told(request, ListGoals(area=area, programme=id_, limit=MOST)),
        indicator_names(request),
    )
    return await planning(
        request,
        "planning/evaluation.html",
        typed,
        programme=current,
        evaluations=evaluations.items,
        goals=[one for one in goals.items if one.status is GoalStatus.SET],
        indicators=indicators,
        this_year=request.instance.settings.clock().year,
    )


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show),)
