"""A programme's evaluation over HTTP: what is frozen when it is published."""

from tests.gateway.front_door import AREA, Person, Site
from tests.gateway.test_need import WEIGHTS, imported
from tests.gateway.test_situation_pictures import Programme, seen, started

JUDGED = {"outcome": "partly", "evidence": "Kaksi kolmesta valosta on.", "baseline_year": 2024, "follow_up_year": 2028}
YEARS = {"baseline_year": 2024, "follow_up_year": 2028, "indicators": ["unemployment", "low_income"]}
WORDS = {"summary": "Alue on elävämpi.", "next_steps": "Valot loppuun."}


async def evaluated(programme: Programme) -> int:
    """With pictures of start and evaluation, and a goal; the position at which it is published."""
    planner = programme.planner
    await programme.figures(2024, unemployment="18.5")
    await programme.drawn("start", 2024, "unemployment")
    goal = {"title": "Työttömyys laskee", "indicator": "unemployment", "target": "15"}
    goal_id = await planner.made(f"{programme.path}/goals", goal)
    await programme.figures(2027, unemployment="16", low_income="20")
    await programme.drawn("evaluation", 2028, "unemployment")
    await planner.did("POST", f"/areas/{AREA}/goals/{goal_id}/judge", {**JUDGED, "outcome": "too_early"})
    await planner.did("POST", f"/areas/{AREA}/goals/{goal_id}/judge", JUDGED)
    evaluation = await planner.made(f"{programme.path}/evaluations", YEARS)
    return await planner.did("POST", f"/areas/{AREA}/evaluations/{evaluation}/publish", WORDS)


async def test_an_evaluation_freezes_figures_goals_and_pictures(site: Site) -> None:
    programme = await started(site)
    found = (await seen(Person(site.http), f"{programme.path}/evaluation", await evaluated(programme)))["findings"]
    changes = [(one["change"], one["trend"]) for one in found["figures"]]
    assert changes == [("-2.5", "better"), (None, "unknown")]
    [goal] = found["goals"]
    assert (goal["judgement"]["outcome"], goal["judgement"]["figures"]["change"]) == ("partly", "-2.5")
    assert [(one["occasion"], one["version"]) for one in found["pictures"]] == [("start", 1), ("evaluation", 1)]


async def test_earlier_judgements_stay_to_be_read(site: Site) -> None:
    programme = await started(site)
    position = await evaluated(programme)
    [goal] = (await seen(Person(site.http), f"{programme.path}/goals", position))["items"]
    assert [one["outcome"] for one in goal["judgements"]] == ["too_early", "partly"]


async def test_it_tells_by_which_criteria_the_area_was_chosen(site: Site) -> None:
    planner, _ = await imported(site)
    chosen = {"chosen": AREA, "theme": "Nuoret", "reasons": "", "weights": WEIGHTS}
    selection = await planner.made("/selections", chosen)
    programme = await started(site, selection=selection)
    found = (await seen(planner, f"{programme.path}/evaluation", await evaluated(programme)))["findings"]
    assert found["choice"]["selection"] == selection
    assert [one["weight"] for one in found["choice"]["method"]["criteria"]] == [2, 1]
    assert found["choice"]["ranked"]["rank"] == 1


async def test_before_it_is_published_only_planners_know_of_it(site: Site) -> None:
    programme = await started(site)
    await programme.planner.made(f"{programme.path}/evaluations", YEARS)
    anybody = Person(site.http)
    assert (await anybody.get(f"{programme.path}/evaluation")).outcome == (404, "not_evaluated")
    assert (await anybody.get(f"{programme.path}/evaluations")).status == 401


async def test_a_judgement_names_only_a_survey_that_was_held(site: Site) -> None:
    programme = await started(site)
    goal = await programme.planner.made(f"{programme.path}/goals", {"title": "Valot"})
    answer = await programme.planner.post(f"/areas/{AREA}/goals/{goal}/judge", {**JUDGED, "survey": "none"})
    assert answer.outcome == (404, "unknown_survey")


async def test_a_programme_has_to_have_started(site: Site) -> None:
    programme = await started(site)
    nowhere = await programme.planner.post(f"/areas/{AREA}/programmes/none/evaluations", YEARS)
    assert nowhere.outcome == (404, "unknown_programme")
