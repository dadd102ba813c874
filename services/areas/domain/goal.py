"""A goal (tavoite) of a programme, set together with its residents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.evaluations import EVALUATION_YEARS
from shared.contracts.goals import (
    GOAL,
    GOAL_IS_DROPPED,
    TARGET_OF_NOTHING,
    UNKNOWN_GOAL,
    ChangeGoal,
    DropGoal,
    GoalChanged,
    GoalDropped,
    GoalEvent,
    GoalJudged,
    GoalSet,
    JudgeGoal,
    SetGoal,
)
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.known_figures import FigureChange
from shared.decider import Decider, Given
from shared.messages import Refused, require

Judge: TypeAlias = Given[JudgeGoal, FigureChange | None]
GoalCommand: TypeAlias = SetGoal | ChangeGoal | DropGoal | Judge


@dataclass(frozen=True)
class Goal:
    """As it was first set, as it is worded now, and what was said of it last."""

    first: GoalSet
    now: GoalChanged
    dropped: bool = False
    judged: GoalJudged | None = None


def decide(command: GoalCommand, state: Goal | None) -> Sequence[GoalEvent]:
    match command:
        case SetGoal():
            return _set(command, state)
        case ChangeGoal():
            return _change(command, _known(state))
        case DropGoal():
            return [] if _known(state).dropped else [GoalDropped(reason=command.reason)]
        case Given(command=judged, facts=figures):
            return _judge(judged, figures, _known(state))
        case _:
            assert_never(command)


def _known(state: Goal | None) -> Goal:
    if state is None:
        raise Refused(UNKNOWN_GOAL)
    return state


def _set(command: SetGoal, state: Goal | None) -> Sequence[GoalEvent]:
    _require_measurable(command)
    first = GoalSet(
        programme=command.programme,
        title=command.title,
        text=command.text,
        indicator=command.indicator or "",
        target=command.target or "",
        contribution=command.contribution or "",
    )
    require(state is None or state.first == first, ID_TAKEN)
    return [] if state else [first]


def _change(command: ChangeGoal, state: Goal) -> Sequence[GoalEvent]:
    require(not state.dropped, GOAL_IS_DROPPED)
    _require_measurable(command)
    changed = GoalChanged(
        title=command.title, text=command.text, indicator=command.indicator or "", target=command.target or ""
    )
    return [] if changed == state.now else [changed]


def _judge(command: JudgeGoal, figures: FigureChange | None, state: Goal) -> Sequence[GoalEvent]:
    require(not state.dropped, GOAL_IS_DROPPED)
    require(command.baseline_year < command.follow_up_year, EVALUATION_YEARS)
    judged = GoalJudged(
        outcome=command.outcome, evidence=command.evidence, figures=figures, survey=command.survey or ""
    )
    return [] if judged == state.judged else [judged]


def _require_measurable(command: SetGoal | ChangeGoal) -> None:
    require(command.target is None or command.indicator is not None, TARGET_OF_NOTHING)


def evolve(state: Goal | None, event: GoalEvent) -> Goal:
    match event:
        case GoalSet():
            return Goal(event, _worded(event))
        case GoalChanged():
            return replace(_known(state), now=event)
        case GoalDropped():
            return replace(_known(state), dropped=True)
        case GoalJudged():
            return replace(_known(state), judged=event)
        case _:
            assert_never(event)


def _worded(first: GoalSet) -> GoalChanged:
    return GoalChanged(title=first.title, text=first.text, indicator=first.indicator, target=first.target)


goal = Decider[Goal | None](GOAL, None, evolve, decide)
