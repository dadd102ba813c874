"""An evaluation (arviointi) of a programme: opened for two years, published with what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from msgspec import structs

from shared.contracts.evaluations import (
    EVALUATION,
    EVALUATION_YEARS,
    UNKNOWN_EVALUATION,
    EvaluationEvent,
    EvaluationOpened,
    EvaluationPublished,
    Findings,
    OpenEvaluation,
    PublishEvaluation,
)
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.situation_pictures import INDICATOR_TWICE
from shared.decider import Decider, Given
from shared.messages import Refused, require

Publish: TypeAlias = Given[PublishEvaluation, Findings]


@dataclass(frozen=True)
class Evaluation:
    opened: EvaluationOpened
    published: EvaluationPublished | None = None

    @property
    def version(self) -> int:
        return self.published.version if self.published else 0


def decide(command: OpenEvaluation | Publish, state: Evaluation | None) -> Sequence[EvaluationEvent]:
    match command:
        case OpenEvaluation():
            return _open(command, state)
        case Given(command=published, facts=findings):
            return _publish(published, findings, _known(state))
        case _:
            assert_never(command)


def _known(state: Evaluation | None) -> Evaluation:
    if state is None:
        raise Refused(UNKNOWN_EVALUATION)
    return state


def _open(command: OpenEvaluation, state: Evaluation | None) -> Sequence[EvaluationEvent]:
    require(command.baseline_year < command.follow_up_year, EVALUATION_YEARS)
    require(len(set(command.indicators)) == len(command.indicators), INDICATOR_TWICE)
    opened = EvaluationOpened(
        programme=command.programme,
        baseline_year=command.baseline_year,
        follow_up_year=command.follow_up_year,
        indicators=command.indicators,
    )
    require(state is None or state.opened == opened, ID_TAKEN)
    return [] if state else [opened]


def _publish(command: PublishEvaluation, findings: Findings, state: Evaluation) -> Sequence[EvaluationEvent]:
    again = EvaluationPublished(
        programme=state.opened.programme,
        version=state.version,
        summary=command.summary,
        next_steps=command.next_steps,
        findings=findings,
    )
    return [] if again == state.published else [structs.replace(again, version=state.version + 1)]


def evolve(state: Evaluation | None, event: EvaluationEvent) -> Evaluation:
    match event:
        case EvaluationOpened():
            return Evaluation(event)
        case EvaluationPublished():
            return replace(_known(state), published=event)
        case _:
            assert_never(event)


evaluation = Decider[Evaluation | None](EVALUATION, None, evolve, decide)
