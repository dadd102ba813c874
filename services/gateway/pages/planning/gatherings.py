"""Gatherings are planned, moved and cancelled; who came is counted by age, and what was said is written down."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.finnish_time import as_typed, typed_in
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given, number, words
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit, told
from shared.contracts.categories import Category
from shared.contracts.contributions import ListContributions, RecordContribution
from shared.contracts.gatherings import (
    CancelGathering,
    GatheringKind,
    GetAttendance,
    GetGathering,
    ListGatherings,
    PlanGathering,
    RecordAttendance,
    RescheduleGathering,
)
from shared.contracts.participants import AgeBand
from shared.ids import derived_id

ALL = f"{PLAN}/gatherings"
ONE = f"{ALL}/{{gathering:str}}"


def _times(filled: Filled, _: str) -> Given:
    return {name: typed_in(name, words(filled, name)) for name in ("starts_at", "ends_at")}


def _plan(filled: Filled, command_id: str) -> Given:
    said = given(filled, "programme", "kind", "title", "place", "places", "description")
    return {**said, **_times(filled, ""), "gathering": derived_id(command_id)}


def _cancel(filled: Filled, _: str) -> Given:
    return given(filled, "reason")


def _count(filled: Filled, command_id: str) -> Given:
    """A number for each age that somebody of came."""
    came = [(age, f"{age}.count") for age in AgeBand if words(filled, f"{age}.count")]
    home = given(filled, "home")
    counts = [{"age": age, "count": number(filled, name), **home} for age, name in came]
    return {"attendance": derived_id(command_id), "counts": counts}


def _say(filled: Filled, command_id: str) -> Given:
    said = given(filled, "text", "age", "home", "category")
    return {**said, "said_at": typed_in("said_at", words(filled, "said_at")), "contribution": derived_id(command_id)}


FORMS: Forms = {"plan": (PlanGathering, _plan)}
OF_ONE: Forms = {
    "move": (RescheduleGathering, _times),
    "cancel": (CancelGathering, _cancel),
    "count": (RecordAttendance, _count),
    "say": (RecordContribution, _say),
}


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current = await programme(request)
    listed = await told(request, ListGatherings(area=current.area, limit=MOST, wait_for=request.seen))
    return await planning(
        request,
        "planning/gatherings.html",
        typed,
        programme=current,
        gatherings=[one for one in listed.items if one.programme == current.id],
        kinds=list(GatheringKind),
    )


async def _show_one(request: Visit, typed: Typed) -> ASGIApp:
    area, id_, by, seen = request.path_params["area"], request.path_params["gathering"], request.actor, request.seen
    gathering, attendance, contributions, homes = await asyncio.gather(
        told(request, GetGathering(area=area, gathering=id_, wait_for=seen)),
        told(request, GetAttendance(area=area, gathering=id_, by=by, wait_for=seen)),
        told(request, ListContributions(area=area, gathering=id_, by=by, limit=MOST, wait_for=seen)),
        areas(request),
    )
    most = max([one.count for one in attendance.counts], default=1) or 1
    return await planning(
        request,
        "planning/gathering.html",
        typed,
        gathering=gathering,
        attendance=attendance,
        came=[(one.group, one.count, f"{100 * one.count / most:.3f}") for one in attendance.counts],
        contributions=contributions.items,
        homes=homes,
        ages=list(AgeBand),
        categories=list(Category),
        now=as_typed(request.instance.settings.clock()),
    )


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show), *pages(ONE, ONE, OF_ONE, _show_one))
