"""A goal (tavoite) of a programme, set together with its residents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.goals import (
    GOAL,
    GOAL_IS_DROPPED,
    TARGET_OF_NOTHING,
    UNKNOWN_GOAL,
    ChangeGoal,
    DropGoal,
    GoalChanged,
    GoalDropped,
    GoalSet,
    SetGoal,
)
from shared.contracts.ideas import ID_TAKEN
from shared.decider import Decider
from shared.messages import Refused, require

GoalCommand: TypeAlias = SetGoal | ChangeGoal | DropGoal
GoalEvent: TypeAlias = GoalSet | GoalChanged | GoalDropped


@dataclass(frozen=True)
class Goal:
    """As it was first set, and as it is worded now."""

    first: GoalSet
    now: GoalChanged
    dropped: bool = False


def decide(command: GoalCommand, state: Goal | None) -> Sequence[GoalEvent]:
    match command:
        case SetGoal():
            return _set(command, state)
        case ChangeGoal():
            return _change(command, _known(state))
        case DropGoal():
            return [] if _known(state).dropped else [GoalDropped(reason=command.reason)]
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
        case _:
            assert_never(event)


def _worded(first: GoalSet) -> GoalChanged:
    return GoalChanged(title=first.title, text=first.text, indicator=first.indicator, target=first.target)


goal = Decider[Goal | None](GOAL, None, evolve, decide)
