"""Surveys as everybody sees them, how many answered, and for moderators what was said in people's own words."""

import asyncio
from collections.abc import Iterable
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace

from services.areas.views.keys import as_named, key
from shared.contracts.survey_answers import SURVEY_ANSWER, GivenText, GivenTexts, ListGivenTexts, SurveyAnswered
from shared.contracts.surveys import (
    STAFF,
    SURVEY,
    SURVEY_OPEN,
    UNKNOWN_SURVEY,
    GetSurvey,
    ListSurveys,
    QuestionKind,
    Quote,
    QuoteShown,
    SurveyClosed,
    SurveyCounted,
    SurveyPlanned,
    Surveys,
    SurveyView,
)
from shared.events import Recorded
from shared.messages import Actor, Refused, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Index, Put, Update, ViewSchema

ALL = 1000  # surveys of an area are few


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = key(recorded.area, recorded.aggregate_id)
    match recorded.event:
        case SurveyPlanned() as event:
            yield Put(id_, to_builtins(_planned(recorded, event)))
        case SurveyClosed(reason=reason):
            yield Update(id_, {"closed": True, "reason": reason, "closed_at": recorded.position})
        case SurveyCounted(results=results):
            yield Update(id_, {"results": to_builtins(results)})
        case QuoteShown(question=question, text=text):
            yield Append(id_, "quotes", to_builtins(Quote(question, text)))
        case _:
            return


def _planned(recorded: Recorded, event: SurveyPlanned) -> SurveyView:
    return SurveyView(
        id=recorded.aggregate_id,
        area=recorded.area,
        programme=event.programme,
        about=event.about,
        title=event.title,
        questions=event.questions,
        opens_at=event.opens_at,
        closes_at=event.closes_at,
    )


def project_answer(recorded: Recorded) -> Iterable[Change]:
    """By the answer's id, which tells nothing of when it was first given."""
    match recorded.event:
        case SurveyAnswered(survey=survey, answers=answers):
            said = [to_builtins(answer) for answer in answers]
            yield Put(
                recorded.aggregate_id,
                {"area": recorded.area, "survey": survey, "answers": said, "position": recorded.position, "order": ""},
            )
        case _:
            return


VIEW = View(ViewSchema("surveys", (Index(("area", "-opens_at")),)), (SURVEY,), project)
ANSWERS = View(ViewSchema("survey_answers", (Index(("area", "survey", "order")),)), (SURVEY_ANSWER,), project_answer)


async def list_surveys(query: ListSurveys, room: Room) -> Surveys:
    views = await room.reached(VIEW, query.wait_for)
    page = await views.page(VIEW.name, where={"area": query.area}, order="-opens_at", limit=ALL)
    return Surveys(tuple(convert([as_named(item) for item in page.items], list[SurveyView])))


async def get_survey(query: GetSurvey, room: Room) -> SurveyView:
    await asyncio.gather(*(room.reached(view, query.wait_for) for view in (VIEW, ANSWERS)))
    survey = convert(await _survey(query.area, query.survey, room), SurveyView)
    if survey.results:
        return replace(survey, answers=survey.results.answers)
    if not _is_staff(query.by, query.area):
        return survey
    return replace(survey, answers=await room.views.count(ANSWERS.name, _of(query.area, query.survey)))


async def list_given_texts(query: ListGivenTexts, room: Room) -> GivenTexts:
    await room.reached(ANSWERS, query.wait_for)
    survey = await _survey(query.area, query.survey, room)
    require(survey["closed"], SURVEY_OPEN)
    page = await room.views.page(
        ANSWERS.name, where=_of(query.area, query.survey), order="order", after=query.after, limit=query.limit
    )
    texts = {one.id for one in convert(survey, SurveyView).questions if one.kind is QuestionKind.TEXT}
    counted = [one for one in page.items if one["position"] < survey["closed_at"]]
    given = ((one["id"], answer["question"], answer["value"]) for one in counted for answer in one["answers"])
    return GivenTexts(tuple(GivenText(*one) for one in given if one[1] in texts), page.next)


async def _survey(area: str, survey: str, room: Room) -> dict[str, Any]:
    found = await room.views.get(VIEW.name, key(area, survey))
    if found is None:
        raise Refused(UNKNOWN_SURVEY)
    return as_named(found)


def _of(area: str, survey: str) -> dict[str, str]:
    return {"area": area, "survey": survey}


def _is_staff(person: Actor, area: str) -> bool:
    return any(person.holds(role, area) for role in STAFF)


QUERIES: Queries = {ListSurveys: list_surveys, GetSurvey: get_survey, ListGivenTexts: list_given_texts}
