"""Visits and sign-ins are counted, and of none can be told whose it was."""

from datetime import UTC, date, datetime, timedelta

from nats.aio.client import Client

from services.gateway.counting import sign_in as sign_in_once
from services.gateway.counting import store, visits
from services.gateway.footfall import GATEWAY, Footfall
from shared.contracts.gateway_visits import (
    SIGN_IN,
    VISITS,
    CountVisits,
    NoteSignIn,
    PersonSignedIn,
    VisitsCounted,
)
from shared.contracts.participants import AgeBand, Channel, Group
from shared.contracts.rounds import Phase
from shared.events import Recorded, decode_commit
from shared.log import follow
from shared.messages import Actor, Role
from shared.settings import Settings
from shared.testing import given
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import page

NOON = datetime(2027, 5, 3, 9, tzinfo=UTC)
TODAY = date(2027, 5, 3)
ONLINE = Group(AgeBand.FROM_18, AREA)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def resident(name: str) -> Actor:
    return Actor(name, {Role.RESIDENT: (AREA,)}, date(2000, 1, 1), AREA)


def footfall(clock: Clock | None = None) -> Footfall:
    return Footfall(b"secret", clock or Clock())


def crowd(counted: Footfall, people: int = 5, area: str = AREA) -> None:
    for number in range(people):
        counted.signed_in(area, resident(f"p{number}"))


def count(number: int) -> CountVisits:
    return CountVisits(area=AREA, count="c1", day=TODAY, visits=number, by=GATEWAY)


def test_visits_counted_twice_count_once() -> None:
    first = given(visits).when(count(3)).then(VisitsCounted(day=TODAY, visits=3))
    first.when(count(3)).then().when(count(5)).then(VisitsCounted(day=TODAY, visits=2))


def test_a_sign_in_noted_twice_is_noted_once() -> None:
    note = NoteSignIn(area=AREA, sign_in="d1", group=ONLINE, by=GATEWAY)
    given(sign_in_once).when(note).then(PersonSignedIn(group=ONLINE)).when(note).then()


def test_bots_are_no_visitors() -> None:
    counted = footfall()
    for agent in ("Mozilla/5.0", "", "Googlebot/2.1", "my Crawler"):
        counted.visited(AREA, agent)
    assert [command.visits for command in counted.visits()] == [2]


def test_what_is_stored_is_told_again_only_when_more_came() -> None:
    counted = footfall()
    counted.visited(AREA, "")
    for command in counted.visits():
        counted.stored(command)
    assert list(counted.visits()) == []
    counted.visited(AREA, "")
    assert [command.visits for command in counted.visits()] == [2]


def test_a_day_that_has_passed_and_is_stored_is_forgotten() -> None:
    clock = Clock()
    counted = footfall(clock)
    counted.visited(AREA, "")
    clock.now += timedelta(days=1)
    counted.visited(AREA, "")
    told = list(counted.visits())
    assert [(command.day, command.visits) for command in told] == [(TODAY, 1), (TODAY + timedelta(days=1), 1)]
    assert told[0].count != told[1].count
    for command in told:
        counted.stored(command)
    assert list(counted.visits()) == []


def test_a_person_signs_in_once_a_day_and_area_and_nothing_ties_the_two() -> None:
    clock = Clock()
    counted = footfall(clock)
    for _ in range(2):
        crowd(counted)
        crowd(counted, area="puijo")
    first = list(counted.sign_ins())
    assert len({note.sign_in for note in first}) == len(first) == 10
    clock.now += timedelta(days=1)
    crowd(counted)
    assert len(list(counted.sign_ins())) == 15


def test_sign_ins_wait_until_enough_people_hide_among_each_other() -> None:
    counted = footfall()
    crowd(counted, 4)
    assert list(counted.sign_ins()) == []
    counted.signed_in(AREA, Actor("c1"), Channel.CODE)
    told = list(counted.sign_ins())
    assert [note.sign_in for note in told] == sorted(note.sign_in for note in told)
    assert sorted(note.group.channel for note in told) == [Channel.CODE, *[Channel.ONLINE] * 4]


async def logged(nc: Client, subject: str) -> list[Recorded]:
    found: list[Recorded] = []
    async for batch, _ in follow(nc, [subject], 0, to_end=True):
        for one in batch:
            found.extend(decode_commit(one.subject, one.position, one.headers, one.data).events)
    return found


async def test_what_came_by_is_in_the_log_when_the_gateway_has_closed(nc: Client, settings: Settings) -> None:
    async with opened(settings) as site:
        round_ = await Round.planned(site, Phase.IDEAS)
        for number in range(5):
            await site.sign_in("resident", f"Asukas {number}", born="1990-01-01")
        for role in ("moderator", "resident", "resident"):
            await site.sign_in(role, "Asukas 0", born="1990-01-01")
        area = round_.path.partition("/rounds")[0]
        for _ in range(3):
            await page(site, area, lang="fi")
        async with site.http.get(area, headers={"User-Agent": "Googlebot/2.1"}) as shown:
            assert shown.status == 200
        async with site.http.get("/areas/unknown") as shown:
            assert shown.status == 404
    counted = await logged(nc, VISITS.everywhere)
    assert [event.event.visits for event in counted if isinstance(event.event, VisitsCounted)] == [3]
    people = await logged(nc, SIGN_IN.everywhere)
    assert [event.event for event in people] == [PersonSignedIn(group=Group(AgeBand.FROM_30, AREA))] * 5


async def test_what_is_no_area_keeps_nothing_else_from_being_stored(site: Site) -> None:
    counted = footfall()
    for area in ("no area's id", AREA):
        counted.visited(area, "")
    await store(site.nc, counted)
    assert list(counted.visits()) == []
    assert len(await logged(site.nc, VISITS.everywhere)) == 1
