import json
from collections.abc import Iterable

import pytest
from nats.aio.client import Client

from shared.contracts.rounds import ROUND
from shared.event_store import EventStore
from shared.events import Recorded
from shared.messages import Actor, Command, Role
from shared.reactions import consumer_name, react, retry_parked_reactions
from shared.requests import ask, new_id, send
from shared.service import Reaction, Service
from shared.settings import Settings
from shared.views import Parked
from shared.views.opening import open_views
from tests.running import running, until
from tests.shared.counter import COUNTER, GetCounter, Raised, counting, raise_

ROOM = Actor("system-echo", {Role.RESIDENT: ("*",)})


def echo(event: Recorded) -> Iterable[Command]:
    """Whatever happens to a counter happens to its mirror."""
    if isinstance(event.event, Raised) and event.aggregate_id != "mirror":
        if event.event.by == Broken.amount:
            raise ValueError("the reaction cannot take this in")
        yield raise_("mirror", event.event.by, by=ROOM)


class Broken:
    amount: int | None = None


ECHO = Service("echo", reactions=(Reaction((COUNTER,), echo),))


async def total(nc: Client, counter: str) -> int:
    found: int = json.loads(await ask(nc, GetCounter(counter=counter)))["total"]
    return found


async def test_a_room_does_what_follows_from_another_rooms_event(nc: Client, settings: Settings) -> None:
    async with running(settings, counting(), ECHO):
        for amount in (1, 2, 3):
            await send(nc, raise_(amount=amount), new_id())
        await until(lambda: total(nc, "mirror"), lambda found: found == 6)


async def test_reacting_twice_is_once(nc: Client, settings: Settings) -> None:
    async with running(settings, counting(), ECHO):
        await send(nc, raise_(amount=5), new_id())
        await until(lambda: total(nc, "mirror"), lambda found: found == 5)
        (commit,) = await EventStore(nc).read(COUNTER.subject("petonen", "c1"))
        for _ in range(3):
            await react(commit.events[0], ECHO, nc)
        assert len(await EventStore(nc).read(COUNTER.subject("petonen", "mirror"))) == 1


async def test_what_happened_while_the_room_was_closed_is_caught_up_with_in_order(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, counting()):
        for amount in (1, 2, 3):
            await send(nc, raise_(amount=amount), new_id())
    async with running(settings, counting(), ECHO):
        await until(lambda: total(nc, "mirror"), lambda found: found == 6)
    commits = await EventStore(nc).read(COUNTER.subject("petonen", "mirror"))
    assert [commit.events[0].event for commit in commits] == [Raised(by=1), Raised(by=2), Raised(by=3)]


async def test_a_reaction_that_keeps_failing_is_parked_and_can_be_retried(
    nc: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.reactions.TRIES", 2)
    monkeypatch.setattr(Broken, "amount", 13)
    views = open_views(settings.views_url, "echo")
    async with running(settings, counting(), ECHO):
        for amount in (13, 2):
            await send(nc, raise_(amount=amount), new_id())
        await until(lambda: total(nc, "mirror"), lambda found: found == 2)
        (parked,) = await views.parked()
        assert "the reaction cannot take this in" in parked.error
        monkeypatch.setattr(Broken, "amount", None)
        assert await retry_parked_reactions(ECHO, nc, views) == 1
        assert await views.parked() == []
        await until(lambda: total(nc, "mirror"), lambda found: found == 15)
    await views.close()


async def test_one_parked_event_that_cannot_be_read_keeps_no_other_from_being_retried(
    nc: Client, settings: Settings
) -> None:
    name, subject = consumer_name(ECHO), COUNTER.subject("petonen", "c1")
    async with running(settings, counting()):
        await send(nc, raise_(amount=4), "k1")
        stored = await nc.jetstream().get_last_msg("ES", subject)
        views = open_views(settings.views_url, "echo")
        await views.park(Parked(name, 1, subject, {}, b"not even JSON", "unreadable"))
        await views.park(Parked(name, 2, subject, {"Nats-Msg-Id": "k1"}, stored.data or b"", "for a while"))
        assert await retry_parked_reactions(ECHO, nc, views) == 1
        assert [parked.position for parked in await views.parked()] == [1]
        await until(lambda: total(nc, "mirror"), lambda found: found == 4)
        await views.close()


WIDER = Service("echo", reactions=(*ECHO.reactions, Reaction((ROUND,), lambda _: ())))


async def test_a_new_version_that_follows_more_loses_nothing_and_repeats_nothing(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, counting()):
        async with running(settings, ECHO):
            await send(nc, raise_(amount=1), new_id())
            await until(lambda: total(nc, "mirror"), lambda found: found == 1)
        await send(nc, raise_(amount=2), new_id())
        async with running(settings, WIDER):
            await until(lambda: total(nc, "mirror"), lambda found: found == 3)
        async with running(settings, ECHO):  # and back again
            await send(nc, raise_(amount=4), new_id())
            await until(lambda: total(nc, "mirror"), lambda found: found == 7)
