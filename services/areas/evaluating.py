"""Evaluation: goals judged and programmes evaluated, each with what is known at that moment."""

from services.areas.codesign import require_programme
from services.areas.domain.evaluation import evaluation
from services.areas.domain.goal import goal
from services.areas.domain.known_figures import side_by_side
from services.areas.domain.survey import survey
from services.areas.findings import findings_of
from services.areas.reading import described, figures_in
from shared.contracts.evaluations import UNKNOWN_EVALUATION, OpenEvaluation, PublishEvaluation
from shared.contracts.goals import UNKNOWN_GOAL, JudgeGoal
from shared.contracts.known_figures import FigureChange
from shared.contracts.surveys import UNKNOWN_SURVEY
from shared.decider import Given
from shared.messages import Done, Refused, require
from shared.room import Room
from shared.service import Commands


async def judge_goal(command: JudgeGoal, command_id: str, room: Room) -> Done:
    state = (await room.newest(goal, command.area, command.goal)).state
    if state is None:
        raise Refused(UNKNOWN_GOAL)
    if command.survey:
        asked = (await room.newest(survey, command.area, command.survey)).state
        of_programme = asked is not None and asked.planned.programme == state.first.programme
        require(of_programme, UNKNOWN_SURVEY)
    figures = await _figures(command, state.now.indicator, room) if state.now.indicator else None
    return await room.handle(goal, command.goal, Given(command, figures), command_id)


async def _figures(command: JudgeGoal, indicator: str, room: Room) -> FigureChange:
    known = await figures_in(command.area, room)
    return side_by_side(await described(indicator, room), known, command.baseline_year, command.follow_up_year)


async def open_evaluation(command: OpenEvaluation, command_id: str, room: Room) -> Done:
    await require_programme(command.area, command.programme, room)
    for one in command.indicators:
        await described(one, room)
    return await room.handle(evaluation, command.evaluation, command, command_id)


async def publish_evaluation(command: PublishEvaluation, command_id: str, room: Room) -> Done:
    state = (await room.newest(evaluation, command.area, command.evaluation)).state
    if state is None:
        raise Refused(UNKNOWN_EVALUATION)
    findings = await findings_of(command.area, state.opened, room)
    return await room.handle(evaluation, command.evaluation, Given(command, findings), command_id)


COMMANDS: Commands = {
    JudgeGoal: judge_goal,
    OpenEvaluation: open_evaluation,
    PublishEvaluation: publish_evaluation,
}
