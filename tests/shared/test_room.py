import json
from typing import Any, ClassVar

import msgspec
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.host import connect, disconnect
from shared.messages import Actor, Refused, Role
from shared.requests import COMMAND_ID, ask, new_id, send, subscribed
from shared.settings import Settings
from shared.status import ask_status
from tests.running import running
from tests.shared.counter import FULL, GetCounter, Raise, counting, raise_


async def code_of(nc: Client, command: Raise) -> str:
    with pytest.raises(Refused) as refused:
        await send(nc, command, new_id())
    return refused.value.refusal.reason.code


async def raw(nc: Client, subject: str, body: bytes) -> Any:
    reply = await nc.request(subject, body, headers={COMMAND_ID: "k"}, timeout=5)
    return json.loads(reply.data)["reason"]["code"]


async def test_a_query_may_wait_for_the_commands_own_effect(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        for number in range(1, 6):
            done = await send(nc, raise_(), new_id())
            answer = await ask(nc, GetCounter(counter="c1", wait_for=done.position))
            assert json.loads(answer)["total"] == number


async def test_a_refusal_is_an_answer_with_a_code(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        assert await code_of(nc, raise_(amount=2000)) == FULL.code


async def test_a_command_is_refused_without_the_role_in_the_area(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        elsewhere = Actor("bo", {Role.RESIDENT: ("puijonlaakso",)})
        expert = Actor("eve", {Role.EXPERT: ("petonen",)})
        for stranger in (elsewhere, expert, Actor("nobody")):
            assert await code_of(nc, raise_(by=stranger)) == "not_your_role"


async def test_nonsense_is_refused_and_the_room_goes_on(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        for body in (b"", b"{", b"[]", b'{"area":"a.b","counter":"c"}', b'{"area":"petonen"}', b"\xff\x00"):
            assert await raw(nc, "cmd.counting.Raise", body) == "malformed"
        assert await raw(nc, "cmd.counting.Explode", b"{}") == "malformed"
        assert await raw(nc, "qry.counting.Explode", b"{}") == "malformed"
        await send(nc, raise_(), new_id())


async def test_a_room_is_open_only_when_the_server_knows_what_it_answers(nc: Client, settings: Settings) -> None:
    async def answer(message: Msg) -> None:
        await message.respond(b"")

    room = await connect(settings.nats_url, "room")
    for number in range(500):  # one flush alone misses about every thirteenth
        await room.subscribe(f"status.{number}", cb=answer)
        await room.subscribe(f"cmd.{number}.*", queue="room", cb=answer)
        await subscribed(room)
        await nc.request(f"cmd.{number}.Raise", b"", timeout=5)
    await disconnect(room)


async def test_a_defect_in_a_rule_is_an_answer_without_internals(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        assert await code_of(nc, raise_(amount=-1)) == "broken"


async def test_the_time_of_a_command_is_the_rooms_own(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        claimed = msgspec.json.encode(raise_()).replace(b"1970-01-01", b"2099-01-01")
        await nc.request("cmd.counting.Raise", claimed, headers={COMMAND_ID: "k"}, timeout=5)
        message = await nc.jetstream().get_last_msg("ES", "es.petonen.counting.counter.c1")
        assert json.loads(message.data or b"")[0]["time"] < "2099"


async def test_copies_of_a_room_share_the_work_and_each_tells_its_status(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()), running(settings, counting()):
        for _ in range(40):
            done = await send(nc, raise_(), new_id())
        answer = await ask(nc, GetCounter(counter="c1", wait_for=done.position))
        assert json.loads(answer)["total"] == 40
        assert len(await ask_status(nc, "counting")) == 2
    assert await ask_status(nc, "counting", 0.1) == []


class _Unheard(Raise, frozen=True, kw_only=True):
    service: ClassVar[str] = "nowhere"


async def test_a_room_that_is_not_there_is_unavailable_not_a_hang(nc: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.requests.TIMEOUT", 0.3)
    assert await code_of(nc, _Unheard(area="petonen", counter="c1")) == "unavailable"


async def test_an_answer_too_long_for_nats_is_still_an_answer(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        with pytest.raises(Refused, match="broken"):
            await ask(nc, GetCounter(counter="endless"))


async def test_a_command_without_its_id_is_refused(nc: Client, settings: Settings) -> None:
    async with running(settings, counting()):
        reply = await nc.request("cmd.counting.Raise", msgspec.json.encode(raise_()), timeout=5)
        assert json.loads(reply.data)["reason"]["code"] == "malformed"
