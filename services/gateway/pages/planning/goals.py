"""Goals are set with residents, worded anew, given up, and judged by what is known."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, indicator_names, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given
from services.gateway.visit import Visit, told
from shared.contracts.goals import ChangeGoal, DropGoal, GetGoal, JudgeGoal, ListGoals, Outcome, SetGoal
from shared.contracts.surveys import ListSurveys
from shared.ids import derived_id

ALL = f"{PLAN}/goals"
ONE = f"{ALL}/{{goal:str}}"
WORDED = ("title", "text", "indicator")


def _worded(filled: Filled, _: str) -> Given:
    """Decimals are typed with a comma in Finland."""
    target = {name: value.replace(",", ".") for name, value in given(filled, "target").items()}
    return {**given(filled, *WORDED), **target}


def _set(filled: Filled, command_id: str) -> Given:
    return {**_worded(filled, ""), **given(filled, "programme"), "goal": derived_id(command_id)}


def _drop(filled: Filled, _: str) -> Given:
    return given(filled, "reason")


def _judge(filled: Filled, _: str) -> Given:
    return given(filled, "outcome", "evidence", "baseline_year", "follow_up_year", "survey")


FORMS: Forms = {"set": (SetGoal, _set)}
OF_ONE: Forms = {"change": (ChangeGoal, _worded), "drop": (DropGoal, _drop), "judge": (JudgeGoal, _judge)}


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current = await programme(request)
    asked = ListGoals(area=current.area, programme=current.id, limit=MOST, wait_for=request.seen)
    return await planning(
        request,
        "planning/goals.html",
        typed,
        programme=current,
        goals=(await told(request, asked)).items,
        indicators=await indicator_names(request),
    )


async def _show_one(request: Visit, typed: Typed) -> ASGIApp:
    area = request.path_params["area"]
    goal, surveys, indicators = await asyncio.gather(
        told(request, GetGoal(area=area, goal=request.path_params["goal"], wait_for=request.seen)),
        told(request, ListSurveys(area=area)),
        indicator_names(request),
    )
    return await planning(
        request,
        "planning/goal.html",
        typed,
        goal=goal,
        indicators=indicators,
        outcomes=list(Outcome),
        surveys=[(one.id, one.title) for one in surveys.items if one.programme == goal.programme],
    )


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show), *pages(ONE, ONE, OF_ONE, _show_one))
