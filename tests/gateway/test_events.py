"""Public events as outsiders meet them: each once, in order, and never a person or a ballot among them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from nats.aio.client import Client

from services.gateway.public_events import POSITION, publish_public_events
from shared.contracts.areas import AREA as AREA_AGGREGATE
from shared.contracts.areas import AreaRegistered
from shared.contracts.rounds import Phase
from shared.event_store import EventStore
from shared.log import PUBLIC, follow, last_position
from shared.messages import BEGINNING
from shared.requests import new_id
from shared.room import Room
from shared.service import Service
from shared.settings import Settings
from shared.views.opening import open_views
from tests import running
from tests.gateway.conftest import opened
from tests.gateway.front_door import AREA, Json, Person, Round, Site, until


@asynccontextmanager
async def listening(site: Site, query: str = "", **headers: str) -> AsyncIterator[AsyncIterator[Json]]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    async with site.http.get(f"/api/v1/events{query}", headers=sent) as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        yield frames(response.content.__aiter__())


async def frames(lines: AsyncIterator[bytes]) -> AsyncIterator[Json]:
    frame: Json = {}
    async for line in lines:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name in {"id", "event", "data"}:
            frame[name] = value
        elif frame and not name:
            yield frame
            frame = {}


async def taken(stream: AsyncIterator[Json], number: int) -> list[Json]:
    async with asyncio.timeout(5):
        return [await anext(stream) for _ in range(number)]


async def history(person: Person, query: str = "", *, least: int = 1) -> list[Json]:
    for _ in range(200):
        items: list[Json] = (await person.get(f"/events/history{query}")).body["items"]
        if len(items) >= least:
            return items
        await asyncio.sleep(0.02)
    raise AssertionError(items)


async def test_an_outsider_hears_what_happens_and_goes_on_where_the_line_broke(site: Site) -> None:
    async with listening(site) as stream:
        round_ = await Round.planned(site, Phase.IDEAS)
        heard = await taken(stream, 4)
    assert [frame["event"] for frame in heard] == [
        "AreaRegistered",
        "ProgrammeStarted",
        "RoundPlanned",
        "RoundPhaseStarted",
    ]
    assert json.loads(heard[0]["data"])["data"] == {"name": "Petonen", "eligible_voters": 100}
    await round_.published_idea(await site.sign_in("resident"), "Penkki")
    async with listening(site, Last_Event_ID=heard[1]["id"]) as stream:
        missed = await taken(stream, 3)
    assert [frame["event"] for frame in missed] == ["RoundPlanned", "RoundPhaseStarted", "IdeaPublished"]


async def test_an_outsider_chooses_area_and_type(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.published_idea(await site.sign_in("resident"), "Penkki")
    async with listening(site, f"?area={AREA}&type=IdeaPublished&after=0") as stream:
        assert json.loads((await taken(stream, 1))[0]["data"])["data"]["category"] == "miscellaneous"
    assert (await round_.coordinator.get("/events/history?area=elsewhere")).body == {"items": [], "next": 0}
    assert (await round_.coordinator.get("/events/history?area=*.*")).outcome == (422, "malformed")
    assert (await round_.coordinator.get("/events?type=>")).outcome == (422, "malformed")


async def test_the_history_is_read_page_by_page(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    everything = await history(round_.coordinator, least=4)
    first = (await round_.coordinator.get("/events/history?limit=3")).body
    rest = (await round_.coordinator.get(f"/events/history?after={first['next']}")).body
    assert first["items"] + rest["items"] == everything
    end = (await round_.coordinator.get(f"/events/history?after={rest['next']}")).body
    assert end == {"items": [], "next": rest["next"]}


async def test_a_line_break_in_a_name_is_refused_rather_than_waited_for(site: Site) -> None:
    for name in ("area", "type"):
        answer = await Person(site.http).get(f"/events/history?{name}=petonen%0A")
        assert answer.outcome == (422, "malformed")


async def test_neither_people_nor_ballots_nor_unpublished_ideas_are_public(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    resident = await site.sign_in("resident")
    await resident.made(f"{round_.path}/ideas", {"title": "Salainen", "text": ""})
    (proposal,) = await round_.opened(resident, 100)
    await resident.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
    await round_.move_to(Phase.RESULT)
    await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    public = json.dumps(await history(round_.coordinator, "?limit=500"))
    people = (resident, round_.coordinator, round_.moderator, round_.expert)
    secrets = [person.id for person in people] + ["VoteCast", "VoteCounted", "Salainen", "IdeaSubmitted"]
    assert [secret for secret in secrets if secret in public] == []

    await round_.published(site)
    told = await history(round_.coordinator, "?type=VotePublished")
    assert told[0]["event"]["data"]["result"]["ballots"] == 1


async def test_every_event_is_published_once_by_several_gateways_that_come_and_go(
    nc: Client, settings: Settings
) -> None:
    areas = [f"area{number}" for number in range(60)]
    rooms = [Room(Service("gateway"), nc, open_views(settings.views_url, "gateway"), settings) for _ in range(3)]
    writing = asyncio.create_task(register(nc, areas))
    for room in rooms[:-1]:
        async with publish_public_events(room), publish_public_events(rooms[-1]):
            await asyncio.sleep(0.2)
    await writing
    async with publish_public_events(rooms[0]), publish_public_events(rooms[1]):
        await all_published(nc, len(areas))
    batches = follow(nc, ["public.>"], 0, stream=PUBLIC, to_end=True)
    published = [message async for batch, _ in batches for message in batch]
    assert [message.subject for message in published] == [f"public.{area}.areas.AreaRegistered" for area in areas]
    positions = [int(message.headers[POSITION]) for message in published]
    assert positions == sorted(set(positions))
    for room in rooms:
        await room.views.close()


async def all_published(nc: Client, number: int) -> None:
    for _ in range(200):
        if await last_position(nc, PUBLIC) >= number:
            break
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)  # time for one too many


async def register(nc: Client, areas: list[str]) -> None:
    store = EventStore(nc)
    for area in areas:
        event = AreaRegistered(name=area, eligible_voters=1)
        await store.append(AREA_AGGREGATE.subject(area, area), [event], expected=0, command_id=new_id(), at=BEGINNING)
        await asyncio.sleep(0.005)


async def test_an_open_line_does_not_hold_up_the_end(settings: Settings) -> None:
    async with opened(settings) as site:
        response = await site.http.get("/api/v1/events")
        ending = time.monotonic()
    assert time.monotonic() - ending < 1
    response.close()


async def test_one_address_does_not_take_all_there_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.api.events.MOST_LISTENERS", 1)
    async with site.http.get("/api/v1/events") as first:
        await first.content.readuntil(b"welcome\n\n")
        assert (await Person(site.http).get("/events")).outcome == (429, "too_many_listeners")
        first.close()

    async def again() -> int:
        async with site.http.get("/api/v1/events") as response:
            return response.status

    await running.until(again, lambda status: status == 200)


@pytest.mark.parametrize("heartbeat", [0.05])
async def test_a_silent_line_is_kept_alive(site: Site, monkeypatch: pytest.MonkeyPatch, heartbeat: float) -> None:
    monkeypatch.setattr("services.gateway.api.events.HEARTBEAT", heartbeat)
    async with site.http.get("/api/v1/events") as response:
        read = await asyncio.wait_for(response.content.readuntil(b": \n\n"), 2)
    assert read.startswith(b": welcome")
