import asyncio
from collections.abc import AsyncIterator

import nats.errors
import nats.js.errors
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig

from deploy.nats_server import NatsServer
from deploy.outsiders import open_to_outsiders
from shared.requests import subscribed
from tests.deploy.connection import connected

# A refused request is a permission violation that the server reports on the side; the asker hears nothing.
REFUSED = (nats.errors.TimeoutError, nats.errors.NoRespondersError, nats.js.errors.Error)


@pytest.fixture
async def rooms(server: NatsServer) -> AsyncIterator[Client]:
    async with connected(server.url) as client:
        stream = client.jetstream()
        await stream.add_stream(name="ES", subjects=["es.>"])
        await stream.add_stream(name="PUBLIC", subjects=["public.>"])
        await open_to_outsiders(client)
        await stream.publish("es.puijo.voting.ballot.1", b"secret")
        for number in range(3):
            await stream.publish(f"public.puijo.ideas.{number}", b"{}")
        yield client


@pytest.fixture
async def outsider(server: NatsServer, rooms: Client) -> AsyncIterator[Client]:
    async with connected(server.outsider_url) as client:
        for _ in range(100):
            if (await client.jetstream().stream_info("PUBLIC")).state.messages == 3:
                break
            await asyncio.sleep(0.01)
        yield client


async def stored(rooms: Client) -> dict[str, int]:
    stream = rooms.jetstream()
    return {name: (await stream.stream_info(name)).state.messages for name in ("ES", "PUBLIC")}


async def test_an_outsider_reads_public_events_with_a_durable_pull_consumer(outsider: Client) -> None:
    durable = await outsider.jetstream().pull_subscribe("public.puijo.>", durable="newspaper", stream="PUBLIC")
    for message in await durable.fetch(2):
        await message.ack_sync()
    resumed = await outsider.jetstream().pull_subscribe_bind("newspaper", stream="PUBLIC")
    assert [message.subject for message in await resumed.fetch(1)] == ["public.puijo.ideas.2"]


async def test_an_outsider_hears_public_events_as_they_happen(rooms: Client, outsider: Client) -> None:
    subscription = await outsider.subscribe("public.>")
    await subscribed(outsider)
    await rooms.jetstream().publish("public.puijo.ideas.9", b"new")
    assert (await subscription.next_msg(timeout=2)).data == b"new"


async def test_opening_to_outsiders_twice_changes_nothing(rooms: Client, outsider: Client) -> None:
    await open_to_outsiders(rooms)
    assert (await outsider.jetstream().stream_info("PUBLIC")).state.messages == 3


@pytest.mark.parametrize(
    "subject",
    [
        "$JS.API.STREAM.INFO.ES",
        "$JS.API.CONSUMER.CREATE.ES.spy",
        "$JS.API.DIRECT.GET.ES",
        "$JS.API.STREAM.DELETE.PUBLIC",
        "$JS.API.STREAM.PURGE.PUBLIC",
        "$JS.API.STREAM.UPDATE.PUBLIC",
        "$JS.API.STREAM.CREATE.MINE",
        "$JS.LAHIO.API.CONSUMER.CREATE.PUBLIC.spy",
        "es.puijo.voting.ballot.1",
        "cmd.voting.cast",
        "public.puijo.ideas.1",
    ],
)
async def test_an_outsider_is_refused_everything_else(rooms: Client, outsider: Client, subject: str) -> None:
    with pytest.raises(REFUSED):
        await outsider.request(subject, b"{}", timeout=0.3)
    assert await stored(rooms) == {"ES": 1, "PUBLIC": 3}


async def test_an_outsider_hears_neither_the_log_nor_commands(rooms: Client, outsider: Client) -> None:
    heard: list[Msg] = []

    async def hear(message: Msg) -> None:
        heard.append(message)

    for subject in ("es.>", "cmd.>", "qry.>", "$JS.>"):
        await outsider.subscribe(subject, cb=hear)
    await subscribed(outsider)
    await rooms.jetstream().publish("es.puijo.voting.ballot.2", b"secret")
    await rooms.publish("cmd.voting.cast", b"{}")
    await rooms.flush()
    await outsider.flush()
    assert heard == []


@pytest.mark.parametrize("target", ["cmd.voting.cast", "es.puijo.voting.ballot.9", "$JS.API.STREAM.PURGE.PUBLIC"])
async def test_a_push_consumer_of_an_outsider_sends_nothing_to_the_rooms(
    rooms: Client, outsider: Client, target: str
) -> None:
    commands = await rooms.subscribe("cmd.>")
    await subscribed(rooms)
    config = ConsumerConfig(name="gun", deliver_subject=target, ack_policy=AckPolicy.NONE)
    await outsider.jetstream().add_consumer("PUBLIC", config)
    with pytest.raises(nats.errors.TimeoutError):
        await commands.next_msg(timeout=0.3)
    assert await stored(rooms) == {"ES": 1, "PUBLIC": 3}


async def test_an_outsiders_consumer_that_nobody_uses_is_forgotten(outsider: Client) -> None:
    config = ConsumerConfig(durable_name="forgotten", ack_policy=AckPolicy.EXPLICIT)
    created = await outsider.jetstream().add_consumer("PUBLIC", config)
    assert created.config.inactive_threshold
