"""Timetables of rounds and surveys set timers; a timer that is due moves them on. A closed survey is counted."""

from collections.abc import Iterable

from shared.contracts.rounds import ROUND, AdvanceRound, Phase, RoundPlanned, RoundRescheduled, SetRoundTimers
from shared.contracts.surveys import (
    SURVEY,
    SURVEY_CLOSES,
    CountSurvey,
    DestroySurveyKey,
    EndSurvey,
    SetSurveyTimer,
    SurveyClosed,
    SurveyPlanned,
)
from shared.events import Recorded
from shared.messages import Command, system
from shared.service import Reaction

AREAS = system("areas")


def set_timers(event: Recorded) -> Iterable[Command]:
    match event.event:
        case RoundPlanned() | RoundRescheduled():
            yield SetRoundTimers(area=event.area, round=event.aggregate_id, by=AREAS)
        case _:
            return


def end_survey(event: Recorded) -> Iterable[Command]:
    match event.event:
        case SurveyPlanned():
            yield SetSurveyTimer(area=event.area, survey=event.aggregate_id, by=AREAS)
        case SurveyClosed():
            yield DestroySurveyKey(area=event.area, survey=event.aggregate_id, by=AREAS)
            yield CountSurvey(area=event.area, survey=event.aggregate_id, by=AREAS)
        case _:
            return


def on_time(key: tuple[str, ...]) -> Command:
    area, id_, moment = key
    if moment == SURVEY_CLOSES:
        return EndSurvey(area=area, survey=id_, by=AREAS)
    return AdvanceRound(area=area, round=id_, phase=Phase(moment), by=AREAS)


REACTIONS = (Reaction((ROUND,), set_timers), Reaction((SURVEY,), end_survey))
