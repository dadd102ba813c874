"""Lead measures are chosen, and project packages cut from them, planned and decided on."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.area.schedule import scheduled
from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, cents, given, ticked, words
from services.gateway.visit import Visit, told
from shared.contracts.goals import GoalStatus, ListGoals
from shared.contracts.measures import ChooseLeadMeasure, DropLeadMeasure, ListMeasures
from shared.contracts.package_comments import HidePackageComment, ListPackageComments
from shared.contracts.packages import (
    CutPackage,
    DecideOnPackage,
    Decision,
    GetPackage,
    ListPackages,
    PackageView,
    RevisePackage,
)
from shared.ids import derived_id

ALL = f"{PLAN}/packages"
ONE = f"{ALL}/{{package:str}}"


def _plan(filled: Filled, _: str) -> Given:
    return {
        **given(filled, "title", "plan", "starts_on", "ends_on"),
        "measures": ticked(filled, "measures"),
        "goals": ticked(filled, "goals"),
        "budget_cents": cents(filled, "budget"),
    }


def _cut(filled: Filled, command_id: str) -> Given:
    return {**_plan(filled, ""), **given(filled, "programme"), "package": derived_id(command_id)}


def _lead(filled: Filled, _: str) -> Given:
    return given(filled, "programme", "measure", "reason")


def _decide(filled: Filled, _: str) -> Given:
    return given(filled, "decision", "reason")


def _hide(filled: Filled, _: str) -> Given:
    return {"comment": words(filled, "comment"), "reason": words(filled, "reason")}


FORMS: Forms = {"lead": (ChooseLeadMeasure, _lead), "drop": (DropLeadMeasure, _lead), "cut": (CutPackage, _cut)}
OF_ONE: Forms = {
    "revise": (RevisePackage, _plan),
    "decide": (DecideOnPackage, _decide),
    "hide": (HidePackageComment, _hide),
}


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current = await programme(request)
    seen = request.seen
    packages, measures, goals = await asyncio.gather(
        told(request, ListPackages(area=current.area, limit=MOST, wait_for=seen)),
        told(request, ListMeasures(area=current.area, wait_for=seen)),
        _goals(request, current.id),
    )
    leading = [one for one in measures.items if one.leads == current.id]
    mine = [one for one in packages.items if one.programme == current.id]
    return await planning(
        request,
        "planning/packages.html",
        typed,
        programme=current,
        measures=[(one.id, one.name) for one in measures.items],
        leads=leading,
        leading=[(one.id, one.name) for one in leading],
        goals=goals,
        scheduled=scheduled(mine),
    )


async def _goals(request: Visit, programme_: str) -> list[tuple[str, str]]:
    """That are not given up."""
    area = request.path_params["area"]
    listed = await told(request, ListGoals(area=area, programme=programme_, limit=MOST))
    return [(one.id, one.title) for one in listed.items if one.status is GoalStatus.SET]


async def _show_one(request: Visit, typed: Typed) -> ASGIApp:
    area, id_, seen = request.path_params["area"], request.path_params["package"], request.seen
    package = await told(request, GetPackage(area=area, package=id_, wait_for=seen))
    comments, measures, goals = await asyncio.gather(
        told(request, ListPackageComments(area=area, package=id_, limit=MOST, wait_for=seen)),
        told(request, ListMeasures(area=area)),
        _goals(request, package.programme),
    )
    return await planning(
        request,
        "planning/package.html",
        typed,
        package=package,
        leading=[
            (one.id, one.name) for one in measures.items if one.leads == package.programme or one.id in package.measures
        ],
        goals=goals,
        comments=comments.items,
        budget=_euros(package),
        decisions=list(Decision),
        moderates=any(request.actor.holds(role, area) for role in HidePackageComment.allowed),
    )


def _euros(package: PackageView) -> str:
    """As it is typed."""
    euros, rest = divmod(package.budget_cents, 100)
    return f"{euros},{rest:02}" if rest else str(euros)


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show), *pages(ONE, ONE, OF_ONE, _show_one))
