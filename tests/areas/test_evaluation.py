"""Goals are judged, and a programme is evaluated."""

from msgspec.structs import replace

from services.areas.domain.evaluation import evaluation
from services.areas.domain.goal import goal
from services.areas.domain.known_figures import changed
from shared.contracts.evaluations import (
    EVALUATION_YEARS,
    UNKNOWN_EVALUATION,
    EvaluationOpened,
    EvaluationPublished,
    Findings,
    OpenEvaluation,
    PublishEvaluation,
)
from shared.contracts.goals import GOAL_IS_DROPPED, UNKNOWN_GOAL, GoalDropped, GoalJudged, JudgeGoal, Outcome
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.situation_pictures import INDICATOR_TWICE
from shared.decider import Given
from shared.testing import given
from tests.areas.test_goal import WAS_SET
from tests.areas.test_known_figures import of

CHANGE = changed(of("18.5", 2024), of("16", 2027))
JUDGE = JudgeGoal(
    area="petonen", goal="g1", outcome=Outcome.PARTLY, evidence="Valot ovat.", baseline_year=2024, follow_up_year=2027
)
JUDGED = GoalJudged(outcome=Outcome.PARTLY, evidence="Valot ovat.", figures=CHANGE)
OPEN = OpenEvaluation(
    area="petonen",
    evaluation="e1",
    programme="p1",
    baseline_year=2024,
    follow_up_year=2027,
    indicators=("unemployment",),
)
OPENED = EvaluationOpened(programme="p1", baseline_year=2024, follow_up_year=2027, indicators=("unemployment",))
FOUND = Findings("Ohjelma", "Nuoret", (CHANGE,))
PUBLISH = PublishEvaluation(area="petonen", evaluation="e1", summary="Hyvä.", next_steps="Jatketaan.")
PUBLISHED = EvaluationPublished(programme="p1", version=1, summary="Hyvä.", next_steps="Jatketaan.", findings=FOUND)


def test_a_goal_is_judged_with_its_figures_and_judged_again() -> None:
    reached = replace(JUDGE, outcome=Outcome.REACHED)
    once = given(goal, WAS_SET).when(Given(JUDGE, CHANGE)).then(JUDGED).when(Given(JUDGE, CHANGE)).then()
    once.when(Given(reached, CHANGE)).then(replace(JUDGED, outcome=Outcome.REACHED))


def test_a_goal_that_was_given_up_is_not_judged() -> None:
    given(goal, WAS_SET, GoalDropped(reason="Ei")).when(Given(JUDGE, None)).then_refused(GOAL_IS_DROPPED)
    given(goal).when(Given(JUDGE, None)).then_refused(UNKNOWN_GOAL)


def test_a_goal_is_judged_by_what_came_after() -> None:
    for year in (2024, 2027):
        backwards = replace(JUDGE, baseline_year=2027, follow_up_year=year)
        given(goal, WAS_SET).when(Given(backwards, CHANGE)).then_refused(EVALUATION_YEARS)


def test_an_evaluation_is_opened_once_for_two_years() -> None:
    given(evaluation).when(OPEN).then(OPENED).when(OPEN).then()
    given(evaluation, OPENED).when(replace(OPEN, follow_up_year=2028)).then_refused(ID_TAKEN)
    given(evaluation).when(replace(OPEN, follow_up_year=2024)).then_refused(EVALUATION_YEARS)
    given(evaluation).when(replace(OPEN, indicators=("a", "a"))).then_refused(INDICATOR_TWICE)


def test_it_is_published_with_what_was_found_and_again_where_more_is_known() -> None:
    more = replace(FOUND, figures=())
    once = given(evaluation, OPENED).when(Given(PUBLISH, FOUND)).then(PUBLISHED).when(Given(PUBLISH, FOUND)).then()
    once.when(Given(PUBLISH, more)).then(replace(PUBLISHED, version=2, findings=more))
    given(evaluation).when(Given(PUBLISH, FOUND)).then_refused(UNKNOWN_EVALUATION)
