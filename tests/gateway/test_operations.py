"""What those who run and those who build on the platform ask for."""

import asyncio
import socket
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from services.gateway.app import OPERATIONS
from services.rooms import NAMES, load
from shared.contracts.ballots import CastVote
from shared.contracts.rounds import Phase
from shared.messages import Command, Query, Role
from shared.requests import command_subject
from shared.settings import Settings, Unusable
from tests.gateway.conftest import opened
from tests.gateway.front_door import Person, Round, Site


async def test_it_is_alive_and_ready(site: Site) -> None:
    for path in ("/health/live", "/health/ready"):
        async with site.http.get(path) as response:
            assert response.status == 200


async def test_requests_are_counted_by_the_template_of_their_route(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.coordinator.get(round_.path)
    async with site.http.get("/metrics") as response:
        metrics = await response.text()
    assert 'lahio_http_requests_total{method="GET",route="/api/v1/areas/{area}/rounds/{round}",status="200"}' in metrics
    assert round_.path.rpartition("/")[2] not in metrics


async def test_the_api_describes_itself(site: Site) -> None:
    async with site.http.get("/api/openapi.json") as response:
        described: dict[str, Any] = await response.json()
    cast = described["paths"]["/api/v1/areas/{area}/rounds/{round}/ballot"]["put"]
    assert cast["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/CastVote"}
    assert [parameter["name"] for parameter in cast["parameters"]] == ["area", "round", "Idempotency-Key"]
    assert cast["security"] == [{"signIn": []}]
    vote = described["paths"]["/api/v1/areas/{area}/rounds/{round}/vote"]["get"]
    answer = vote["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/VoteView"}
    assert "security" not in vote
    assert set(described["components"]["schemas"]["CastVote"]["properties"]) == {"choices"}


async def test_the_description_says_how_long_a_query_waits_for_a_change(site: Site) -> None:
    async with site.http.get("/api/openapi.json") as response:
        described: dict[str, Any] = await response.json()
    assert "waits for it up to 2 s and then answers with what there is" in described["info"]["description"]


async def test_every_name_in_the_description_is_explained_in_it(site: Site) -> None:
    async with site.http.get("/api/openapi.json") as response:
        described = await response.json()
    assert {*_references(described)} <= {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    ids = [operation["operationId"] for methods in described["paths"].values() for operation in methods.values()]
    assert len(ids) == len(set(ids))


def _references(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if "$ref" in part else []
        return own + [found for value in part.values() for found in _references(value)]
    return [found for value in part for found in _references(value)] if isinstance(part, list) else []


async def test_a_callers_trace_goes_on_to_the_room(site: Site) -> None:
    heard = await site.nc.subscribe(command_subject(CastVote))
    round_ = await Round.planned(site, Phase.VOTING)
    resident = await site.sign_in("resident")
    trace = "0af7651916cd43dd8448eb211c80319c"
    ballot = {"choices": [{"proposal": "p"}]}
    await resident.ask("PUT", f"{round_.path}/ballot", ballot, {"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
    message = await heard.next_msg()
    assert message.headers
    assert trace in message.headers["traceparent"]


async def test_a_taken_port_is_told_in_a_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", settings.port)), pytest.raises(ExceptionGroup) as raised:
        async with opened(settings):
            pass
    assert raised.group_contains(Unusable, match=f"Port {settings.port} is taken")


@pytest.mark.parametrize(
    ("elsewhere", "reason"),
    [
        ({"host": "192.0.2.1"}, r"192\.0\.2\.1:\d+: Cannot assign requested address\."),
        ({"port": 70_000}, r"127\.0\.0\.1:70000: ports end at 65535\."),
    ],
)
async def test_where_it_cannot_listen_is_told_with_the_reason(
    settings: Settings, elsewhere: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ExceptionGroup) as raised:
        async with opened(replace(settings, **elsewhere)):
            pass
    assert raised.group_contains(Unusable, match=f"^Cannot listen on {reason}$")


async def test_one_who_waits_when_it_closes_is_told_to_try_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def never(*_: object) -> bytes:
        asked.set()
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr("services.gateway.operations.ask", never)
    async with aiohttp.ClientSession(settings.public_url) as http:
        async with opened(settings):
            waiting = asyncio.create_task(Person(http).get("/areas"))
            await asked.wait()
        assert (await waiting).outcome == (503, "unavailable")


def test_whatever_a_room_can_be_asked_an_app_can_ask() -> None:
    """What rooms ask each other aside."""
    asked = {operation.asks for operation in OPERATIONS}
    of_people: list[type[Command] | type[Query[Any]]] = []
    for room in load(NAMES):
        of_people += [*room.commands, *room.queries]
    without = [one.__name__ for one in of_people if one.allowed != frozenset({Role.SYSTEM}) and one not in asked]
    assert without == []
    assert len(of_people) > 100
