"""How far people came, in groups that point at nobody."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from nats.aio.client import Client

from services import analytics, areas, ideas
from services.analytics.acts import Act
from services.analytics.funnel import _newest, counted, project
from services.analytics.groups import together, told, voted
from shared.contracts.funnel import Funnel, GetFunnel, Step
from shared.contracts.indicators import Figure, FiguresRecorded, Level, Source
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.results import ChannelCount
from shared.contracts.rounds import UNKNOWN_ROUND
from shared.contracts.turnout import AgeCount, HomeCount, Turnout
from shared.events import Recorded
from shared.messages import Actor, Refused
from shared.requests import ask
from shared.settings import Settings
from shared.views import Change, Document, PutOnce
from shared.views.fold import fold
from tests.analytics.test_participation import ballot, opened
from tests.ideas.journey import AREA, ROUND, STAFF, Journey, resident
from tests.running import running

YOUNG, OLD = Group(AgeBand.UNDER_18, "petonen"), Group(AgeBand.FROM_65, "saarijarvi", Channel.STREET)


def given(*acts: tuple[str, Group]) -> Document:
    """What is counted of people who gave ideas, one act after the other."""
    changes = [counted(AREA, Act(Step.GAVE, group, person, ROUND)) for person, group in acts]
    return after([change for each in changes for change in each])[f"{AREA}.{ROUND}.gave"]


def after(changes: Sequence[Change]) -> dict[str, Document]:
    folded = fold({}, [(position, [change]) for position, change in enumerate(changes, 1)])
    return {id_: stored.document for id_, stored in folded.items() if stored.document is not None}


def test_each_person_counts_once_in_the_group_of_their_first_act() -> None:
    found = given(("aino", YOUNG), ("aino", OLD), ("veikko", OLD))
    assert found["people"] == 2
    assert found["ages"] == {"under_18": 1, "65_over": 1}
    assert found["homes"] == {"petonen": 1, "saarijarvi": 1}
    assert found["channels"] == {"online": 1, "street": 1}


def test_digests_of_a_person_differ_from_step_to_step_and_round_to_round() -> None:
    acts = (
        Act(Step.GAVE, YOUNG, "aino", ROUND),
        Act(Step.COMMENTED, YOUNG, "aino", ROUND),
        Act(Step.GAVE, OLD, "aino", "x"),
    )
    digests = set()
    for act in acts:
        (change,) = counted(AREA, act)
        assert isinstance(change, PutOnce)
        digests.add(change.id.rpartition(".")[2])
    assert len(digests) == 3


def test_small_groups_are_hidden_and_so_is_what_would_give_them_away() -> None:
    acts = [(f"y{n}", YOUNG) for n in range(3)] + [(f"o{n}", OLD) for n in range(20)]
    people, (ages, homes, _) = told(given(*acts))
    assert people == 23
    assert {each.people for each in ages if each.of in {"under_18", "65_over"}} == {None}
    assert {each.people for each in homes} == {None}


def test_fewer_than_five_are_not_told_at_all() -> None:
    assert told(given(("aino", YOUNG)))[0] is None
    assert told({})[0] == 0


def test_of_a_handful_nobody_learns_what_they_have_in_common() -> None:
    """How many gave ideas is told elsewhere, too: noughts would say in which group all of them are."""
    _, parts = told(given(*((f"y{n}", YOUNG) for n in range(3))))
    assert {each.people for groups in parts for each in groups} == {None}


def test_what_the_vote_keeps_to_itself_is_not_told_as_nought() -> None:
    turnout = Turnout(30, (AgeCount(AgeBand.FROM_18, 20),), (HomeCount("petonen", 30),))
    people, (ages, homes, channels) = told(voted(turnout, (ChannelCount(Channel.DESK, 30),)))
    assert people == 30
    assert {each.of: each.people for each in ages}["under_18"] is None
    assert {each.of: each.people for each in ages}["18_29"] == 20
    assert [each.people for each in homes] == [30]
    assert {each.of: each.people for each in channels}["online"] == 0


def test_voters_are_counted_from_the_first_ballot_on_and_in_groups_once_the_vote_is_published() -> None:
    cast, again = (ballot("p1", revision=number) for number in (1, 2))
    begun, anew = (replace(opened(edition), aggregate_id=ROUND) for edition in (1, 2))
    during = after([change for one in (begun, cast, again, *[cast] * 5) for change in project(one)])
    people, (ages, _, channels) = told(during[f"{AREA}.{ROUND}.voted"])
    assert (people, {each.people for each in (*ages, *channels)}) == (6, {None})
    afterwards = after([change for one in (begun, cast, anew) for change in project(one)])
    assert told(afterwards[f"{AREA}.{ROUND}.voted"])[0] == 0


def test_the_population_is_that_of_the_newest_year_and_of_the_area_itself() -> None:
    figures = (
        Figure("population_18_29", 2025, "810"),
        Figure("population_18_29", 2024, "790"),
        Figure("population_18_29", 2026, "12000", Level.MUNICIPALITY),
        Figure("unemployment", 2026, "9"),
    )
    event = FiguresRecorded(figures=figures, source=Source("Kuopio"), retrieved_at=datetime.now(UTC))
    recorded = Recorded(event, "c.0", "", AREA, "figures", AREA, datetime.now(UTC), 1, "")
    population = after(list(project(recorded)))[f"{AREA}.population"]
    assert _newest(population, AgeBand.FROM_18) == 810
    assert _newest(population, AgeBand.FROM_65) is None


def test_what_is_done_in_no_round_counts_from_day_to_day() -> None:
    acts = (
        Act(Step.FOLLOWED, OLD, "aino", day="2026-05-01"),
        Act(Step.FOLLOWED, OLD, "aino", day="2026-05-02"),
        Act(Step.FOLLOWED, YOUNG, "veikko", day="2026-05-02"),
        Act(Step.VISITED, Group(), day="2026-05-02", people=7),
        Act(Step.VISITED, Group(), day="2026-05-02", people=2),
    )
    found = after([change for act in acts for change in counted(AREA, act)])
    days = [found[f"{AREA}.followed.2026-05-0{day}"] for day in (1, 2)]
    assert [(day["day"], day["people"]) for day in days] == [("2026-05-01", 1), ("2026-05-02", 1)]
    assert together(days)["ages"] == {"65_over": 1, "under_18": 1}
    assert found[f"{AREA}.visited.2026-05-02"]["people"] == 9


async def test_ideas_of_a_round_are_counted_by_person(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, analytics.service):
        journey = await Journey.begin(nc)
        for number, person in enumerate(("aino", "aino", "veikko", "kerttu", "eino", "helmi", "toivo")):
            done = await journey.give(f"i{number}", person)
        funnel = await journey.told(GetFunnel(area=AREA, round=ROUND, wait_for=done.position), Funnel)
        assert funnel is not None
        assert {each.step: each.people for each in funnel.steps if each.people} == {"gave": 6}
        assert {each.people for each in funnel.population} == {None}


async def test_while_a_round_goes_on_its_groups_are_told_to_coordinators_alone(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, analytics.service):
        journey = await Journey.begin(nc)
        for person in ("aino", "veikko", "kerttu", "eino", "helmi", "toivo"):
            done = await journey.give(f"of-{person}", person)

        async def channels(by: Actor) -> list[int | None]:
            query = GetFunnel(area=AREA, round=ROUND, wait_for=done.position, by=by)
            funnel = await journey.told(query, Funnel)
            assert funnel
            return [each.people for step in funnel.steps if step.step is Step.GAVE for each in step.channels]

        assert set(await channels(resident("aino"))) == {None}
        assert await channels(STAFF) == [6, 0, 0, 0, 0]


async def test_a_round_nobody_planned_has_no_funnel(nc: Client, settings: Settings) -> None:
    async with running(settings, analytics.service):
        with pytest.raises(Refused, match=UNKNOWN_ROUND.code):
            await ask(nc, GetFunnel(area=AREA, round=ROUND))
