"""A coordinator sets up a round: nothing is planned before its timetable holds, and is seen first."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.pages.finnish_time import as_typed
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, programme_started, registered, until
from tests.gateway.test_pages import Browser

PLAN = f"/areas/{AREA}/plan"
LONG = (0, 20, 40, 50, 60)  # days
Form = list[tuple[str, str]]


@pytest.fixture
async def kaisa(site: Site) -> AsyncIterator[Browser]:
    """A coordinator's browser."""
    async with Browser(site) as browser:
        await browser.signs_in("coordinator")
        yield browser


@pytest.fixture
async def programme(site: Site) -> str:
    coordinator = await site.sign_in("coordinator")
    await registered(coordinator)
    return await programme_started(coordinator)


def form(programme: str, do: str, days: tuple[int, ...] = LONG, more: dict[str, str] | None = None) -> Form:
    start = datetime.now(UTC) + timedelta(days=3)
    phases = {str(phase): as_typed(start + timedelta(days=day)) for phase, day in zip(Phase, days, strict=True)}
    typed = {
        "programme": programme,
        "name": "Kevään kierros",
        "budget": "50 000",
        "rule": "greedy",
        "style": "approval",
    }
    return [*({**typed, **phases, "do": do, "form": "f1"} | (more or {})).items()]


async def test_it_is_looked_at_first_and_nothing_is_planned(site: Site, kaisa: Browser, programme: str) -> None:
    status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "look"))
    assert (status, "Asukas näkee sen näin" in shown, "Kevään kierros" in shown) == (200, True, True)
    assert "Tulossa pian" in shown or "Pian" in shown
    coordinator = await site.sign_in("coordinator")
    assert (await coordinator.get(f"/areas/{AREA}/rounds")).body["items"] == []


async def test_a_phase_that_is_too_short_is_told_at_its_field(site: Site, kaisa: Browser, programme: str) -> None:
    status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", (0, 20, 40, 43, 60)))
    assert (status, 'href="#round-voting"' in shown, 'id="round-voting-error"' in shown) == (422, True, True)
    assert (shown.count('aria-invalid="true"'), 'value="50 000"' in shown) == (1, True)
    status, _ = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", (0, 20, 40, 43, 60), {"trial": "true"}))
    assert status == 200


async def test_phases_out_of_order_are_told_and_not_drawn(site: Site, kaisa: Browser, programme: str) -> None:
    status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "look", (0, 20, 10, 30, 60)))
    assert (status, 'id="round-voting-error"' in shown, "part-3" in shown) == (422, True, False)


@pytest.mark.parametrize(
    ("field", "typed"), [("budget", "paljon"), ("name", ""), ("ideas", "huomenna"), ("max_choices", "0"), ("on", "x")]
)
async def test_what_is_wrong_stays_and_is_told_at_its_field(
    site: Site, kaisa: Browser, programme: str, field: str, typed: str
) -> None:
    status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", more={field: typed}))
    assert (status, f'id="round-{field}-error"' in shown, f'href="#round-{field}"' in shown) == (422, True, True)
    assert f'value="{typed}"' in shown


async def test_a_round_with_contests_is_planned_once(site: Site, kaisa: Browser, programme: str) -> None:
    split = {"1.name": "Lapset", "1.budget": "20000", "2.name": "Muut", "2.budget": "30000", "2.home": AREA}
    for _ in range(2):
        status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", more=split))
        assert (status, "Kierros on suunniteltu" in shown) == (200, True)
    coordinator = await site.sign_in("coordinator")
    (planned,) = (await coordinator.get(f"/areas/{AREA}/rounds")).body["items"]
    assert [(one["name"], one["budget_cents"], one["homes"]) for one in planned["contests"]] == [
        ("Lapset", 2_000_000, []),
        ("Muut", 3_000_000, [AREA]),
    ]


async def test_contests_that_split_another_sum_are_refused_at_the_budget(kaisa: Browser, programme: str) -> None:
    split = {"1.name": "Lapset", "1.budget": "20000"}
    status, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", more=split))
    assert (status, 'id="round-budget-error"' in shown) == (422, True)


async def test_the_next_phase_of_a_round_is_not_begun_before_the_one_at_work_has_lasted_long_enough(
    site: Site, kaisa: Browser, programme: str
) -> None:
    began = datetime.now(UTC) - timedelta(days=2)
    phases = {str(phase): as_typed(began + timedelta(days=day)) for phase, day in zip(Phase, LONG, strict=True)}
    _, shown = await kaisa.sends(f"{PLAN}/round", form(programme, "plan", more=phases))
    assert ("Se ei voi alkaa vielä" in shown, "Aloita se nyt" in shown) == (True, False)
    coordinator = await site.sign_in("coordinator")
    (planned,) = (await coordinator.get(f"/areas/{AREA}/rounds")).body["items"]
    status, shown = await kaisa.sends(f"{PLAN}/rounds/{planned['id']}/begin", [("form", "f")])
    assert (status, "Jotta kaikki ehtivät mukaan" in shown) == (422, True)
    hasty = [{**one, "starts_at": began.isoformat()} for one in planned["timetable"]["phases"]]
    moved = await coordinator.put(
        f"/areas/{AREA}/rounds/{planned['id']}/timetable",
        {"timetable": {"phases": [planned["timetable"]["phases"][0], *hasty[1:]]}},
    )
    assert moved.outcome == (422, "phases_too_short")


async def test_the_next_phase_is_begun_by_hand(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    id_ = round_.path.rpartition("/")[2]
    await until(round_.coordinator, round_.path, "id", id_)
    page = f"{PLAN}/rounds/{id_}"
    assert 'name="planning"' in await kaisa.sees(page)
    _, shown = await kaisa.sends(f"{page}/begin", [("form", "f")])
    assert "Aikataulu on muutettu" in shown
    assert (await round_.coordinator.get(round_.path)).body["phase"] == "planning"


async def test_phases_ahead_are_moved_and_those_begun_stay(site: Site, kaisa: Browser) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    id_ = round_.path.rpartition("/")[2]
    await until(round_.coordinator, round_.path, "id", id_)
    page = f"{PLAN}/rounds/{id_}"
    phases = (await round_.coordinator.get(round_.path)).body["timetable"]["phases"]
    typed = {item["phase"]: as_typed(datetime.fromisoformat(item["starts_at"])) for item in phases}
    status, shown = await kaisa.sends(f"{page}/move", [*(typed | {"result": typed["ideas"]}).items()])
    assert (status, 'id="move-result-error"' in shown) == (422, True)
    later = as_typed(datetime.now(UTC) + timedelta(days=9))
    _, shown = await kaisa.sends(f"{page}/move", [*(typed | {"implementation": later}).items()])
    assert "Aikataulu on muutettu" in shown


async def test_the_overview_says_what_is_done_and_what_is_next(site: Site, kaisa: Browser) -> None:
    coordinator = await site.sign_in("coordinator")
    await registered(coordinator)
    assert "Käynnistä ohjelma" in await kaisa.sees(PLAN)
    _, started = await kaisa.sends(f"{PLAN}/act/start", [("name", "Petosen ohjelma"), ("form", "f")])
    assert ("Ohjelma on käynnistynyt" in started, "Petosen ohjelma" in started) == (True, True)
    status, refused = await kaisa.sends(f"{PLAN}/act/start", [("name", ""), ("theme", "Yhdessä")])
    assert (status, 'id="start-name-error"' in refused, "Yhdessä" in refused) == (422, True, True)


async def test_an_earlier_programme_is_looked_back_at_by_its_name(site: Site, kaisa: Browser, programme: str) -> None:
    await kaisa.sends(f"{PLAN}/round", form(programme, "plan"))
    coordinator = await site.sign_in("coordinator")
    answer = await coordinator.post(f"/areas/{AREA}/programmes", {"name": "Toinen ohjelma"})
    newest = await kaisa.sees(f"{PLAN}?position={answer.body['position']}")
    assert (f"{PLAN}?programme={programme}" in newest, "Kevään kierros" in newest) == (True, False)
    earlier = await kaisa.sees(f"{PLAN}?programme={programme}")
    assert ("Kevään kierros" in earlier, "Aiempi" in earlier or "aiempi" in earlier) == (True, True)
    assert (f'href="{PLAN}/round"' in earlier, f"{PLAN}/act/start" in earlier) == (False, False)
    timeline = f"/areas/{AREA}/timeline"
    assert "Kevään kierros" not in await kaisa.sees(timeline)
    assert "Kevään kierros" in await kaisa.sees(f"{timeline}?programme={programme}")
    async with kaisa.http.get(f"{timeline}?programme=nowhere") as response:
        assert response.status == 404


async def test_planning_is_for_coordinators_alone(site: Site, programme: str) -> None:
    for role in ("resident", "expert", "moderator"):
        async with Browser(site) as browser:
            await browser.signs_in(role)
            for path in (PLAN, f"{PLAN}/round"):
                async with browser.http.get(path) as answer:
                    assert answer.status == 403
