"""What can be done with surveys: planning, answering, closing, counting, publishing what was said."""

from typing import assert_never

from services.areas.domain.package import package
from services.areas.domain.programme import programme
from services.areas.domain.round import round_
from services.areas.domain.survey import Survey, known, survey
from services.areas.domain.survey_answer import AnswerAsked, survey_answer
from services.areas.domain.survey_count import count
from services.areas.survey_box import answered_before_closing
from services.areas.survey_keys import destroy_key, key_of, make_key
from shared.contracts.areas import OTHER_PROGRAMME, UNKNOWN_PROGRAMME
from shared.contracts.projects import PROJECT, ProjectStarted
from shared.contracts.survey_answers import AnswerSurvey, EnterSurveyAnswer, GetMyAnswers, MyAnswers
from shared.contracts.surveys import (
    SURVEY_CLOSES,
    SURVEY_NOT_OPEN,
    SURVEY_OPEN,
    UNKNOWN_QUOTE,
    UNKNOWN_SUBJECT,
    CloseSurvey,
    CountSurvey,
    DestroySurveyKey,
    EndSurvey,
    PlanSurvey,
    PublishQuote,
    QuestionKind,
    QuoteShown,
    SetSurveyTimer,
    Subject,
    SubjectKind,
    SurveyCommand,
)
from shared.decider import Fold, Given
from shared.ids import derived_id
from shared.messages import Done, Event, require
from shared.room import Room, on
from shared.service import Commands, Queries
from shared.timers import set_timer


def _as_started(round_: str, event: Event) -> str:
    return event.round if isinstance(event, ProjectStarted) else round_


ROUND_OF_PROJECT = Fold[str](PROJECT, "", _as_started)


async def plan_survey(command: PlanSurvey, command_id: str, room: Room) -> Done:
    started = await room.known(programme, command.area, command.programme)
    require(started.state is not None, UNKNOWN_PROGRAMME)
    if command.about:
        found = await _programme_of(command.about, command.area, room)
        require(found is not None, UNKNOWN_SUBJECT)
        require(found == command.programme, OTHER_PROGRAMME)
    newest = await room.newest(survey, command.area, command.survey)
    if newest.state is None or not newest.state.closed:
        await make_key(room, command.area, command.survey)
    return await room.handle(survey, command.survey, command, command_id)


async def _programme_of(about: Subject, area: str, room: Room) -> str | None:
    """None where there is no such thing."""
    match about.kind:
        case SubjectKind.PACKAGE:
            cut = (await room.known(package, area, about.id)).state
            return cut.first.programme if cut else None
        case SubjectKind.PROJECT:
            of = (await room.known(ROUND_OF_PROJECT, area, about.id)).state
            held = (await room.known(round_, area, of)).state if of else None
            return held.planned.programme if held else None
        case _:
            assert_never(about.kind)


async def set_survey_timer(command: SetSurveyTimer, _: str, room: Room) -> Done:
    newest = await room.newest(survey, command.area, command.survey)
    if newest.state and not newest.state.closed:
        await set_timer(room.nc, "areas", (command.area, command.survey, SURVEY_CLOSES), newest.state.planned.closes_at)
    return Done(command.survey, newest.position)


async def answer_survey(command: AnswerAsked, command_id: str, room: Room) -> Done:
    """Decided on the survey as the log has it; what reached the log behind its closing is not confirmed."""
    state = await _newest(command, room)
    require(state.is_open(command.at), SURVEY_NOT_OPEN)
    key = await key_of(room, command.area, command.survey)
    given = Given(command, state)
    done = await room.handle(survey_answer, key.answer_id(command), given, key.command_id(command_id))
    require(not (await _newest(command, room)).closed, SURVEY_NOT_OPEN)
    return Done(command.survey, done.position)


async def get_my_answers(query: GetMyAnswers, room: Room) -> MyAnswers:
    key = await key_of(room, query.area, query.survey)
    newest = await room.newest(survey_answer, query.area, key.id_of(query.by.id))
    return MyAnswers(newest.state.answers if newest.state else ())


async def destroy_survey_key(command: DestroySurveyKey, _: str, room: Room) -> Done:
    await destroy_key(room, command.area, command.survey)
    return Done(command.survey, 0)


async def count_survey(command: CountSurvey, command_id: str, room: Room) -> Done:
    state = await _newest(command, room)
    require(state.closed, SURVEY_OPEN)
    answered = await answered_before_closing(room, command.area, command.survey)
    results = count(state.planned.questions, answered)
    return await room.handle(survey, command.survey, Given(command, results), command_id)


async def publish_quote(command: PublishQuote, command_id: str, room: Room) -> Done:
    state = await _newest(command, room)
    given = (await room.newest(survey_answer, command.area, command.answer)).state
    require(given is not None and given.survey == command.survey, UNKNOWN_QUOTE)
    texts = {one.id for one in state.planned.questions if one.kind is QuestionKind.TEXT}
    said = {one.question: one.value for one in given.answers if one.question in texts} if given else {}
    require(command.question in said, UNKNOWN_QUOTE)
    quote = derived_id(command.answer, command.question)
    shown = QuoteShown(quote=quote, question=command.question, text=said[command.question])
    return await room.handle(survey, command.survey, Given(command, shown), command_id)


async def _newest(command: SurveyCommand, room: Room) -> Survey:
    return known((await room.newest(survey, command.area, command.survey)).state)


COMMANDS: Commands = {
    PlanSurvey: plan_survey,
    CloseSurvey: on(survey, "survey"),
    EndSurvey: on(survey, "survey"),
    SetSurveyTimer: set_survey_timer,
    DestroySurveyKey: destroy_survey_key,
    CountSurvey: count_survey,
    PublishQuote: publish_quote,
    AnswerSurvey: answer_survey,
    EnterSurveyAnswer: answer_survey,
}
QUERIES: Queries = {GetMyAnswers: get_my_answers}
