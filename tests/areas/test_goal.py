"""Goals are set, worded anew and given up."""

from services.areas.domain.goal import goal
from shared.contracts.goals import (
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
from shared.testing import given

AREA = "saarijarvi"
SET = SetGoal(area=AREA, goal="g1", programme="p1", title="Turvallinen alikulku", contribution="c1")
WAS_SET = GoalSet(programme="p1", title="Turvallinen alikulku", text="", contribution="c1")
CHANGE = ChangeGoal(area=AREA, goal="g1", title="Valoa alikulkuun", indicator="safety", target="4.5")
CHANGED = GoalChanged(title="Valoa alikulkuun", text="", indicator="safety", target="4.5")
DROP = DropGoal(area=AREA, goal="g1", reason="Alikulku puretaan.")
DROPPED = GoalDropped(reason="Alikulku puretaan.")


def test_a_goal_is_set_once_with_what_it_came_from() -> None:
    given(goal).when(SET).then(WAS_SET).when(SET).then()


def test_its_id_stands_for_one_goal() -> None:
    given(goal, WAS_SET).when(SetGoal(area=AREA, goal="g1", programme="p1", title="Muu")).then_refused(ID_TAKEN)


def test_it_is_worded_anew_and_measured() -> None:
    given(goal, WAS_SET).when(CHANGE).then(CHANGED).when(CHANGE).then()


def test_setting_it_again_does_not_undo_the_new_words() -> None:
    given(goal, WAS_SET, CHANGED).when(SET).then()


def test_a_target_needs_an_indicator() -> None:
    command = SetGoal(area=AREA, goal="g1", programme="p1", title="Turva", target="5")
    given(goal).when(command).then_refused(TARGET_OF_NOTHING)


def test_it_is_given_up_for_a_reason_and_stays_so() -> None:
    given(goal, WAS_SET).when(DROP).then(DROPPED).when(DROP).then()
    given(goal, WAS_SET, DROPPED).when(CHANGE).then_refused(GOAL_IS_DROPPED)


def test_only_a_goal_that_was_set_changes() -> None:
    given(goal).when(CHANGE).then_refused(UNKNOWN_GOAL)
    given(goal).when(DROP).then_refused(UNKNOWN_GOAL)
