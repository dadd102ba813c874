"""The room over a real NATS server: timers start phases, and its views can be read."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from nats.aio.client import Client

from services import areas
from shared.contracts.areas import (
    UNKNOWN_AREA,
    UNKNOWN_PROGRAMME,
    Areas,
    AreaView,
    GetArea,
    ListAreas,
    RegisterArea,
    SetAreaBoundary,
    StartProgramme,
)
from shared.contracts.indicators import Figure, RecordFigures, Source
from shared.contracts.measures import PlanMeasure
from shared.contracts.need import CompareAreas, Comparison
from shared.contracts.places import Point
from shared.contracts.rounds import ROUND, GetRound, ListRounds, Phase, Rounds, RoundView
from shared.contracts.selections import NO_SUCH_SELECTION, EndPilot, SelectArea
from shared.event_store import EventStore
from shared.log import TIMERS
from shared.messages import NOT_YOUR_ROLE, Actor, Command, Refused, Role
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.areas.rounds import PLANNED, plan, timetable
from tests.running import running, until

COORDINATOR = Actor("c", {Role.COORDINATOR: ("saarijarvi",)})
SELECTOR = Actor("a", {Role.AREA_COORDINATOR: ("*",)})
REGISTER = RegisterArea(area="saarijarvi", name="Saarijärvi", eligible_voters=4200, by=COORDINATOR)
START = StartProgramme(area="saarijarvi", programme="p1", name="Lähiöohjelma", by=COORDINATOR)


def plan_from(start: datetime, between: timedelta) -> Command:
    """A rehearsal, which may be as short as a test."""
    return msgspec.structs.replace(plan(start, timetable(start, between)), trial=True, by=COORDINATOR)


async def plan_round(nc: Client, start: datetime, between: timedelta) -> int:
    """The log position of the new round."""
    await send(nc, REGISTER, new_id())
    await send(nc, START, new_id())
    return (await send(nc, plan_from(start, between), new_id())).position


async def phase(nc: Client, wait_for: int = 0) -> Phase | None:
    answer = await ask(nc, GetRound(area="saarijarvi", round="r1", wait_for=wait_for))
    return msgspec.json.decode(answer, type=RoundView).phase


async def last_timer(nc: Client) -> str:
    """The subject of the timer set last."""
    js = nc.jetstream()
    last = (await js.stream_info(TIMERS)).state.last_seq
    return (await js.get_msg(TIMERS, last)).subject or "" if last else ""


async def test_phases_start_by_the_clock_alone(nc: Client, settings: Settings) -> None:
    a_little = timedelta(seconds=0.4)
    async with running(settings, areas.service):
        planned = await plan_round(nc, datetime.now(UTC) + a_little, a_little)
        seen = [await phase(nc, planned)]
        while seen[-1] is not Phase.IMPLEMENTATION:
            seen.append(await until(lambda: phase(nc), lambda found: found is not seen[-1]))
    assert seen == [None, *Phase]


async def test_a_round_planned_while_its_phases_were_past_has_them_all_at_once(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        planned = await plan_round(nc, datetime.now(UTC) - timedelta(hours=1), timedelta(minutes=15))
        assert await phase(nc, planned) is Phase.IMPLEMENTATION


async def test_a_room_that_slept_through_phases_starts_them_when_it_wakes(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        planned = await plan_round(nc, datetime.now(UTC) + timedelta(seconds=1), timedelta(milliseconds=50))
        await until(lambda: last_timer(nc), lambda subject: subject.endswith(Phase.IMPLEMENTATION))
        assert await phase(nc, planned) is None
    await asyncio.sleep(1.3)
    async with running(settings, areas.service):
        assert await until(lambda: phase(nc), lambda found: found is Phase.IMPLEMENTATION)


async def test_phases_that_came_due_before_their_timer_could_be_set_start_all_the_same(
    nc: Client, settings: Settings
) -> None:
    past = timetable(datetime.now(UTC) - timedelta(hours=1), timedelta(minutes=15))
    planned = msgspec.structs.replace(PLANNED, timetable=past)
    subject = ROUND.subject("saarijarvi", "r1")
    await EventStore(nc).append(subject, [planned], expected=0, command_id="c", at=past.start_of(Phase.IDEAS))
    async with running(settings, areas.service):
        await until(lambda: phase(nc, wait_for=1), lambda found: found is Phase.IMPLEMENTATION)


async def test_areas_and_their_rounds_are_listed(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        registered = await send(nc, REGISTER, new_id())
        listed = await ask(nc, ListAreas(wait_for=registered.position))
        assert msgspec.json.decode(listed, type=Areas).items == (AreaView("saarijarvi", "Saarijärvi", 4200),)
        planned = await plan_round(nc, datetime.now(UTC), timedelta(days=1))
        rounds = msgspec.json.decode(await ask(nc, ListRounds(wait_for=planned)), type=Rounds)
        assert [item.name for item in rounds.items] == ["Kevät"]


async def test_the_boundary_of_an_area_is_told_with_the_area_and_left_out_of_the_list(
    nc: Client, settings: Settings
) -> None:
    boundary = (Point(62.8, 27.6), Point(62.9, 27.6), Point(62.9, 27.7))
    async with running(settings, areas.service):
        await send(nc, REGISTER, new_id())
        drawn = await send(nc, SetAreaBoundary(area="saarijarvi", boundary=boundary, by=COORDINATOR), new_id())
        told = await ask(nc, GetArea(area="saarijarvi", wait_for=drawn.position))
        listed = await ask(nc, ListAreas(wait_for=drawn.position))
    assert msgspec.json.decode(told, type=AreaView).boundary == boundary
    assert [item.boundary for item in msgspec.json.decode(listed, type=Areas).items] == [()]


async def test_the_same_command_twice_has_the_same_answer(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        assert await send(nc, REGISTER, "c1") == await send(nc, REGISTER, "c1")


async def test_what_a_round_needs_has_to_be_there(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        with pytest.raises(Refused, match=UNKNOWN_AREA.code):
            await send(nc, START, new_id())
        with pytest.raises(Refused, match=UNKNOWN_PROGRAMME.code):
            await send(nc, plan_from(datetime.now(UTC), timedelta(days=1)), new_id())


async def test_only_the_areas_own_coordinator_registers_it(nc: Client, settings: Settings) -> None:
    elsewhere = Actor("c", {Role.COORDINATOR: ("petonen",), Role.RESIDENT: ("saarijarvi",)})
    async with running(settings, areas.service):
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await send(nc, msgspec.structs.replace(REGISTER, by=elsewhere), new_id())


async def test_a_time_without_a_zone_is_refused(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        await send(nc, REGISTER, new_id())
        await send(nc, START, new_id())
        with pytest.raises(Refused, match="malformed"):
            await send(nc, plan_from(datetime(2027, 3, 1, 9), timedelta(days=1)), new_id())  # noqa: DTZ001


async def test_a_programme_follows_only_from_a_decision_that_runs_in_its_area(nc: Client, settings: Settings) -> None:
    select = SelectArea(selection="s1", chosen="saarijarvi", theme="Nuoret", weights="unemployment:1", by=SELECTOR)
    figures = (Figure("unemployment", 2025, "12"),)
    record = RecordFigures(area="saarijarvi", figures=figures, source=Source("Kuopio"), by=SELECTOR)
    chosen = msgspec.structs.replace(START, selection="s1")
    async with running(settings, areas.service):
        await send(nc, REGISTER, new_id())
        with pytest.raises(Refused, match=NO_SUCH_SELECTION.code):
            await send(nc, chosen, new_id())
        await send(nc, record, new_id())
        await send(nc, select, new_id())
        started = await send(nc, chosen, new_id())
        with pytest.raises(Refused, match=NO_SUCH_SELECTION.code):
            await send(nc, msgspec.structs.replace(chosen, programme="p2", selection="s2"), new_id())
        await send(nc, EndPilot(ended="saarijarvi", by=SELECTOR), new_id())
        assert (await send(nc, chosen, new_id())).position == started.position


def plan_measure(name: str) -> PlanMeasure:
    start, end = date(2027, 1, 1), date(2027, 9, 30)
    return PlanMeasure(
        area="saarijarvi", measure=name, name=name, cost_cents=1, starts_on=start, ends_on=end, by=SELECTOR
    )


async def test_a_comparison_shows_what_was_planned_a_moment_before(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        await send(nc, REGISTER, new_id())
        for number in range(20):
            await send(nc, plan_measure(f"m{number}"), new_id())
            compared = msgspec.json.decode(await ask(nc, CompareAreas(weights="unemployment:1")), type=Comparison)
            assert len(compared.measures) == number + 1
