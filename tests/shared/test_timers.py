from datetime import timedelta

from nats.aio.client import Client

from shared.clock import utc_now
from shared.event_store import EventStore
from shared.messages import Actor, Command, Role
from shared.service import Service
from shared.settings import Settings
from shared.timers import set_timer
from tests.running import running, until
from tests.shared.counter import COUNTER, counting, raise_

CLOCK = Actor("system-clock", {Role.RESIDENT: ("*",)})


def on_time(key: tuple[str, ...]) -> Command:
    counter, amount = key
    return raise_(counter, int(amount), by=CLOCK)


ALARM = Service("alarm", on_time=on_time)


async def rings(nc: Client) -> list[float]:
    commits = await EventStore(nc).read(COUNTER.subject("petonen", "c1"))
    return [commit.events[0].at.timestamp() for commit in commits]


async def test_a_timer_rings_once_at_its_time(nc: Client, settings: Settings) -> None:
    async with running(settings, counting(), ALARM):
        due = utc_now() + timedelta(seconds=0.7)
        await set_timer(nc, "alarm", ("c1", "1"), due)
        (rung,) = await until(lambda: rings(nc), bool)
        assert rung >= due.timestamp()


async def test_a_timer_set_anew_rings_at_the_new_time_alone(nc: Client, settings: Settings) -> None:
    async with running(settings, counting(), ALARM):
        due = utc_now() + timedelta(seconds=1.2)
        await set_timer(nc, "alarm", ("c1", "1"), utc_now() + timedelta(seconds=0.3))
        await set_timer(nc, "alarm", ("c1", "1"), due)
        (rung,) = await until(lambda: rings(nc), bool)
        assert rung >= due.timestamp()


async def test_a_timer_that_came_due_while_the_room_was_closed_rings_when_it_opens(
    nc: Client, settings: Settings
) -> None:
    await set_timer(nc, "alarm", ("c1", "1"), utc_now() - timedelta(hours=1))
    async with running(settings, counting(), ALARM):
        assert len(await until(lambda: rings(nc), bool)) == 1
