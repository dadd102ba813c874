"""A survey on a phone: one form without a script while it is open, afterwards what came of it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.meeting.survey_results import told_results
from services.gateway.pages.people import is_resident, who
from services.gateway.pages.rendering import page, see
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.participants import AgeBand, Channel
from shared.contracts.survey_answers import (
    LONGEST_TEXT,
    AnswerSurvey,
    EnterSurveyAnswer,
    GetMyAnswers,
    GivenText,
    ListGivenTexts,
)
from shared.contracts.surveys import GetSurvey, ListSurveys, PublishQuote, SurveyCommand, SurveyView
from shared.ids import derived_id
from shared.messages import Refusal, Refused, Role
from shared.requests import new_id

SURVEY = "/areas/{area:str}/surveys/{survey:str}"
ANSWER = "answer."
NUMBERED = re.compile(r"\$\.answers\[([0-9]+)\]")
ENTERED = (Channel.STREET, Channel.PAPER)


def is_open(survey: SurveyView, now: datetime) -> bool:
    return not survey.closed and survey.opens_at <= now < survey.closes_at


async def surveys_of(request: Visit, area: str) -> tuple[SurveyView, ...]:
    """Those that can be answered now, and those with results."""
    found, now = (await told(request, ListSurveys(area=area))).items, request.instance.settings.clock()
    return tuple(one for one in found if is_open(one, now) or one.results)


@get(SURVEY)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post(SURVEY)
async def answer(request: Visit) -> ASGIApp:
    return await _do(request, AnswerSurvey, lambda filled, _: {"answers": _answers(filled)})


@post(f"{SURVEY}/entered")
async def enter(request: Visit) -> ASGIApp:
    return await _do(request, EnterSurveyAnswer, _entered)


@post(f"{SURVEY}/texts/{{answer:str}}/publish")
async def publish(request: Visit) -> ASGIApp:
    return await _do(request, PublishQuote, lambda filled, _: {"question": first(filled, "question")})


def _answers(filled: Filled) -> list[dict[str, str]]:
    """A browser ends lines with two characters."""
    given = {name.removeprefix(ANSWER): first(filled, name) for name in filled if name.startswith(ANSWER)}
    return [{"question": id_, "value": value.replace("\r\n", "\n")} for id_, value in given.items()]


def _entered(filled: Filled, command_id: str) -> dict[str, Any]:
    said = {"age": first(filled, "age") or AgeBand.UNKNOWN, "channel": first(filled, "channel") or Channel.STREET}
    return {"answer": derived_id(command_id), "answers": _answers(filled), **said}


async def _do(request: Visit, cls: type[SurveyCommand], read: Callable[[Filled, str], dict[str, Any]]) -> ASGIApp:
    """Done, the page says thank you; refused, it says why and keeps what was filled in."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    try:
        done = await carry_out(request, cls, {**request.path_params, **read(filled, command_id)}, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, filled)
    return see(request, _here(request), done=cls.__name__, position=str(done.position))


def _here(request: Visit) -> str:
    return f"/areas/{request.path_params['area']}/surveys/{request.path_params['survey']}"


async def _show(request: Visit, refusal: Refusal | None, filled: Filled) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["survey"]
    survey = await told(request, GetSurvey(area=area, survey=id_, by=request.actor, wait_for=request.seen))
    open_, resident = is_open(survey, request.instance.settings.clock()), is_resident(request, area)
    mine = await _mine(request, area, id_) if resident and open_ else {}
    return page(
        request,
        "meeting/survey.html",
        here=_here(request),
        area=area,
        survey=survey,
        open=open_,
        resident=resident,
        enters=any(request.actor.holds(role, area) for role in EnterSurveyAnswer.allowed),
        given={one["question"]: one["value"] for one in _answers(filled)} if filled else mine,
        answered=bool(mine),
        results=told_results(request.language, survey),
        texts=await _texts(request, survey),
        ages=list(AgeBand),
        channels=ENTERED,
        longest=LONGEST_TEXT,
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        wrong=_wrong(survey, refusal, filled),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


async def _mine(request: Visit, area: str, survey: str) -> dict[str, str]:
    try:
        mine = await told(request, GetMyAnswers(area=area, survey=survey, by=request.actor))
    except Refused:  # it closes just now
        return {}
    return {one.question: one.value for one in mine.answers}


def _wrong(survey: SurveyView, refusal: Refusal | None, filled: Filled) -> str:
    """The question that a refused answer is about; where it tells none, the first."""
    if refusal is None:
        return ""
    named = str(refusal.values.get("question", ""))
    numbered = NUMBERED.search(str(refusal.values.get("problem", "")))
    if numbered:
        named = _answers(filled)[int(numbered[1])]["question"]
    return next((one.id for one in survey.questions if named in {one.id, one.text}), survey.questions[0].id)


async def _texts(request: Visit, survey: SurveyView) -> tuple[GivenText, ...]:
    """For moderators: what is not shown to everybody yet."""
    if not survey.closed or not request.actor.holds(Role.MODERATOR, survey.area):
        return ()
    asked = ListGivenTexts(area=survey.area, survey=survey.id, by=request.actor, after=request.asked.get("after"))
    shown = {(one.question, one.text) for one in survey.quotes}
    return tuple(one for one in (await told(request, asked)).items if (one.question, one.text) not in shown)


HANDLERS = (show, answer, enter, publish)
