"""Surveys of what was built are planned, planned anew until they open, and closed before their time for a reason."""

import asyncio

from litestar.types import ASGIApp

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.finnish_time import as_typed, typed_in
from services.gateway.pages.planning.desk import MOST, PLAN, Forms, pages, planning, programme
from services.gateway.pages.planning.typed import Typed, given, words
from services.gateway.visit import Visit, told
from shared.contracts.packages import ListPackages
from shared.contracts.projects import ListProjects
from shared.contracts.rounds import ListRounds
from shared.contracts.surveys import (
    MOST_QUESTIONS,
    CloseSurvey,
    GetSurvey,
    ListSurveys,
    PlanSurvey,
    SubjectKind,
    SurveyView,
)
from shared.ids import derived_id

ALL = f"{PLAN}/surveys"
ONE = f"{ALL}/{{survey:str}}"
ROWS = 6  # questions that the form has room for


def _plan(filled: Filled, command_id: str) -> Given:
    return {**_planned(filled), "survey": derived_id(command_id)}


def _plan_anew(filled: Filled, _: str) -> Given:
    return _planned(filled)


def _planned(filled: Filled) -> Given:
    rows = range(1, MOST_QUESTIONS + 1)
    asked = [_question(filled, row) for row in rows if words(filled, f"{row}.text")]
    times = {name: typed_in(name, words(filled, name)) for name in ("opens_at", "closes_at")}
    about = _about(words(filled, "about"))
    return {**given(filled, "programme", "title"), **about, **times, "questions": asked}


def _as_filled(survey: SurveyView) -> Filled:
    """As its form would have been filled in."""
    about = f"{survey.about.kind}.{survey.about.id}" if survey.about else ""
    times = {"opens_at": [as_typed(survey.opens_at)], "closes_at": [as_typed(survey.closes_at)]}
    filled = {"title": [survey.title], "about": [about], **times}
    for row, one in enumerate(survey.questions, 1):
        filled |= {f"{row}.text": [one.text], f"{row}.kind": [one.kind], f"{row}.choices": ["\n".join(one.choices)]}
    return filled


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
OF_ONE: Forms = {"plan": (PlanSurvey, _plan_anew)}


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
        running=[(one.id, one.title) for one in mine if not one.closed and one.opens_at <= now < one.closes_at],
        now=now,
        subjects=await _subjects(request, current.area, current.id),
        rows=range(1, ROWS + 1),
    )


async def _show_one(request: Visit, typed: Typed) -> ASGIApp:
    asked = GetSurvey(area=request.path_params["area"], survey=request.path_params["survey"], wait_for=request.seen)
    survey = await told(request, asked)
    return await planning(
        request,
        "planning/survey.html",
        typed if typed.problem else Typed("plan", _as_filled(survey)),
        survey=survey,
        fixed=survey.closed or survey.opens_at <= request.instance.settings.clock(),
        subjects=await _subjects(request, survey.area, survey.programme),
        rows=range(1, max(ROWS, len(survey.questions)) + 1),
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


HANDLERS = (*pages(ALL, f"{ALL}/act", FORMS, _show), *pages(ONE, ONE, OF_ONE, _show_one))
