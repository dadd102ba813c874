"""A survey (asukaskysely): planned, open by its times, closed, counted; and what was said in it, published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from shared.contracts.rounds import require_due
from shared.contracts.survey_results import SurveyResults
from shared.contracts.surveys import (
    QUESTION_CHOICES,
    QUESTION_TWICE,
    SURVEY,
    SURVEY_FIXED,
    SURVEY_NOT_OPEN,
    SURVEY_OPEN,
    SURVEY_TIMES,
    UNKNOWN_SURVEY,
    CloseSurvey,
    CountSurvey,
    EndSurvey,
    PlanSurvey,
    PublishQuote,
    Question,
    QuestionKind,
    QuotePublished,
    QuoteShown,
    SurveyClosed,
    SurveyCounted,
    SurveyEvent,
    SurveyPlanned,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require

SurveyAsked = PlanSurvey | CloseSurvey | EndSurvey | Given[CountSurvey, SurveyResults] | Given[PublishQuote, QuoteShown]


@dataclass(frozen=True)
class Survey:
    planned: SurveyPlanned
    closed: bool = False
    counted: bool = False
    quotes: frozenset[str] = frozenset()

    def is_open(self, at: datetime) -> bool:
        return not self.closed and self.planned.opens_at <= at < self.planned.closes_at


def decide(command: SurveyAsked, state: Survey | None) -> Sequence[SurveyEvent]:
    match command:
        case PlanSurvey():
            return _plan(command, state)
        case CloseSurvey():
            return _close(command, known(state))
        case EndSurvey():
            return _end(command, known(state))
        case Given(facts=SurveyResults() as results):
            return _count(results, known(state))
        case Given(facts=QuoteShown() as quote):
            return _publish(quote, known(state))
        case _:
            assert_never(command)  # type: ignore[arg-type]  # a generic's arguments do not narrow


def known(state: Survey | None) -> Survey:
    if state is None:
        raise Refused(UNKNOWN_SURVEY)
    return state


def _plan(command: PlanSurvey, state: Survey | None) -> Sequence[SurveyPlanned]:
    planned = SurveyPlanned(
        programme=command.programme,
        about=command.about,
        title=command.title,
        questions=command.questions,
        opens_at=command.opens_at,
        closes_at=command.closes_at,
    )
    if state and state.planned == planned:
        return []
    require(state is None or not (state.closed or state.planned.opens_at <= command.at), SURVEY_FIXED)
    require(max(command.opens_at, command.at) < command.closes_at, SURVEY_TIMES)
    _require_questions(command.questions)
    return [planned]


def _require_questions(questions: Sequence[Question]) -> None:
    require(len({one.id for one in questions}) == len(questions), QUESTION_TWICE)
    for number, one in enumerate(questions, 1):
        fits = len(one.choices) > 1 if one.kind is QuestionKind.CHOICE else not one.choices
        require(fits, QUESTION_CHOICES, question=number)


def _close(command: CloseSurvey, state: Survey) -> Sequence[SurveyClosed]:
    if state.closed:
        return []
    require(state.is_open(command.at), SURVEY_NOT_OPEN)
    return [SurveyClosed(reason=command.reason)]


def _end(command: EndSurvey, state: Survey) -> Sequence[SurveyClosed]:
    require_due(state.planned.closes_at, command.at)
    return [] if state.closed or command.at < state.planned.closes_at else [SurveyClosed()]


def _count(results: SurveyResults, state: Survey) -> Sequence[SurveyCounted]:
    require(state.closed, SURVEY_OPEN)
    return [] if state.counted else [SurveyCounted(results=results)]


def _publish(shown: QuoteShown, state: Survey) -> Sequence[QuotePublished | QuoteShown]:
    require(state.closed, SURVEY_OPEN)
    if shown.quote in state.quotes:
        return []
    return [QuotePublished(quote=shown.quote, question=shown.question), shown]


def evolve(state: Survey | None, event: SurveyEvent) -> Survey:
    match event:
        case SurveyPlanned():
            return Survey(event)
        case SurveyClosed():
            return replace(known(state), closed=True)
        case SurveyCounted():
            return replace(known(state), counted=True)
        case QuotePublished(quote=quote):
            survey = known(state)
            return replace(survey, quotes=survey.quotes | {quote})
        case QuoteShown():
            return known(state)
        case _:
            assert_never(event)


survey = Decider[Survey | None](SURVEY, None, evolve, decide)
