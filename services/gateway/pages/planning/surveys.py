"""Surveys of what was built are planned, and closed before their time where that has a reason."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.finnish_time import typed_in
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given, words
from services.gateway.visit import Visit, told
from shared.contracts.packages import ListPackages
from shared.contracts.projects import ListProjects
from shared.contracts.rounds import ListRounds
from shared.contracts.surveys import (
    CloseSurvey,
    ListSurveys,
    PlanSurvey,
    QuestionKind,
    SubjectKind,
)
from shared.ids import derived_id

ALL = f"{PLAN}/surveys"
ROWS = range(1, 7)  # questions that the form has room for


def _plan(filled: Filled, command_id: str) -> Given:
    asked = [_question(filled, row) for row in ROWS if words(filled, f"{row}.text")]
    times = {name: typed_in(name, words(filled, name)) for name in ("opens_at", "closes_at")}
    about = _about(words(filled, "about"))
    return {
        **given(filled, "programme", "title"),
        **about,
        **times,
        "questions": asked,
        "survey": derived_id(command_id),
    }


def _question(filled: Filled, row: int) -> Given:
    """One choice a line."""
    choices = [line.strip() for line in words(filled, f"{row}.choices").split("\n") if line.strip()]
    return {
        "id": f"question-{row}",
        "kind": words(filled, f"{row}.kind"),
        "text": words(filled, f"{row}.text"),
        "choices": choices,
    }


def _about(subject: str) -> Given:
    kind, _, id_ = subject.partition(".")
    return {"about": {"kind": kind, "id": id_}} if id_ else {}


def _close(filled: Filled, _: str) -> Given:
    return given(filled, "survey", "reason")


FORMS: Forms = {"plan": (PlanSurvey, _plan), "close": (CloseSurvey, _close)}


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    current, now = await programme(request), request.instance.settings.clock()
    surveys = await told(request, ListSurveys(area=current.area, wait_for=request.seen))
    mine = [one for one in surveys.items if one.programme == current.id]
    return await planning(
        request,
        "planning/surveys.html",
        typed,
        programme=current,
        surveys=mine,
        ahead=[(one.id, one.title) for one in mine if not one.closed and one.opens_at <= now < one.closes_at],
        subjects=await _subjects(request, current.area, current.id),
        kinds=list(QuestionKind),
        rows=ROWS,
    )


async def _subjects(request: Visit, area: str, programme_: str) -> list[tuple[str, str]]:
    """What can be asked about: the packages of the programme, and the projects of its rounds."""
    packages, rounds = await asyncio.gather(
        told(request, ListPackages(area=area, limit=MOST)), told(request, ListRounds(area=area))
    )
    of_rounds = await asyncio.gather(
        *(
            told(request, ListProjects(area=area, round=one.id, limit=MOST))
            for one in rounds.items
            if one.programme == programme_
        )
    )
    cut = [(f"{SubjectKind.PACKAGE}.{one.id}", one.title) for one in packages.items if one.programme == programme_]
    return cut + [(f"{SubjectKind.PROJECT}.{one.id}", one.title) for listed in of_rounds for one in listed.items]


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show),)
