"""One person's answers to a survey, under an id that only the survey's key ties to the person."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from services.areas.domain.survey import Survey
from shared.contracts.participants import Channel, Group, group_of
from shared.contracts.survey_answers import (
    ENTERED_CHANNEL,
    NO_SUCH_OPTION,
    NOTHING_ANSWERED,
    SURVEY_ANSWER,
    Answer,
    AnswerSurvey,
    EnterSurveyAnswer,
    SurveyAnswered,
)
from shared.contracts.surveys import SURVEY_NOT_OPEN, Question, QuestionKind
from shared.decider import Decider, Given
from shared.messages import require

AnswerAsked = AnswerSurvey | EnterSurveyAnswer


@dataclass(frozen=True)
class SurveyKey:
    """Makes ids out of persons. Destroyed, nobody can make them again."""

    key: bytes = field(repr=False)

    def answer_id(self, command: AnswerAsked) -> str:
        """What was entered has an id of its own, also where a device makes one that a person has."""
        if isinstance(command, EnterSurveyAnswer):
            return self._keyed("entered", command.answer)
        return self.id_of(command.by.id)

    def id_of(self, person: str) -> str:
        return self._keyed("person", person)

    def command_id(self, command: str) -> str:
        """As the log keeps it: a command's id may follow from who asked what."""
        return self._keyed("command", command)

    def _keyed(self, kind: str, id_: str) -> str:
        return hmac.digest(self.key, f"{kind} {id_}".encode(), "sha256").hex()[:32]


def decide(asked: Given[AnswerAsked, Survey], state: SurveyAnswered | None) -> Sequence[SurveyAnswered]:
    command, survey = asked.command, asked.facts
    require(survey.is_open(command.at), SURVEY_NOT_OPEN)
    answers = _checked(command.answers, {one.id: one for one in survey.planned.questions})
    if state and state.answers == answers:
        return []
    return [SurveyAnswered(survey=command.survey, answers=answers, group=_group(command))]


def _checked(answers: Sequence[Answer], questions: Mapping[str, Question]) -> tuple[Answer, ...]:
    """In the order of the questions, without what was left empty."""
    given = {answer.question: answer.value.strip() for answer in answers}
    for id_, value in given.items():
        known = questions.get(id_)
        require(known is not None and _fits(value, known), NO_SUCH_OPTION, question=known.text if known else id_)
    said = tuple(Answer(id_, given[id_]) for id_ in questions if given.get(id_))
    require(bool(said), NOTHING_ANSWERED)
    return said


def _fits(value: str, question: Question) -> bool:
    return not value or question.kind is QuestionKind.TEXT or value in question.options


def _group(command: AnswerAsked) -> Group:
    """A home finer than the area, or far away, could point at somebody."""
    if isinstance(command, EnterSurveyAnswer):
        require(command.channel in {Channel.PAPER, Channel.STREET}, ENTERED_CHANNEL)
        return Group(command.age, "", command.channel)
    group = group_of(command.by, command.at)
    return group if group.home == command.area else replace(group, home="")


def evolve(_: SurveyAnswered | None, event: SurveyAnswered) -> SurveyAnswered:
    return event


survey_answer = Decider[SurveyAnswered | None](SURVEY_ANSWER, None, evolve, decide)
