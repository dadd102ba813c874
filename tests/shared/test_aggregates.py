import asyncio

import pytest
from nats.aio.client import Client

from shared.aggregates import Aggregates
from shared.clock import utc_now
from shared.decider import Fold
from shared.event_store import EventStore
from shared.messages import Refused
from tests.shared.counter import FULL, LIMIT, Raise, counter, raise_


def process(nc: Client) -> Aggregates:
    """As a process that has just started sees the log."""
    return Aggregates(EventStore(nc))


async def total(nc: Client, id: str = "c1") -> int:
    return (await process(nc).newest(counter, "petonen", id)).state


def now(command: Raise) -> Raise:
    return Raise(area=command.area, counter=command.counter, amount=command.amount, by=command.by, at=utc_now())


async def test_racing_commands_of_several_processes_all_count_once(nc: Client) -> None:
    processes = [process(nc) for _ in range(3)]
    commands = [processes[number % 3].handle(counter, "c1", now(raise_()), f"k{number % 50}") for number in range(100)]
    await asyncio.gather(*commands)  # each of 50 commands twice, and by different processes
    assert await total(nc) == 50


async def test_a_limit_holds_under_racing_commands_of_several_processes(nc: Client) -> None:
    processes = [process(nc) for _ in range(3)]
    commands = [
        processes[number % 3].handle(counter, "c1", now(raise_(amount=LIMIT // 10)), f"k{number}")
        for number in range(30)
    ]
    outcomes = await asyncio.gather(*commands, return_exceptions=True)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 20
    assert await total(nc) == LIMIT


async def test_a_refusal_is_not_believed_before_the_log_is_asked(nc: Client) -> None:
    old, other = process(nc), process(nc)
    await old.handle(counter, "c1", now(raise_(amount=1)), "k1")
    for number in range(3):
        await other.handle(counter, "c1", now(raise_(amount=1)), f"other-{number}")
    with pytest.raises(Refused) as refused:
        await old.handle(counter, "c1", now(raise_(amount=LIMIT - 3)), "k2")
    assert refused.value.refusal.reason == FULL
    await old.handle(counter, "c1", now(raise_(amount=LIMIT - 4)), "k3")
    assert await total(nc) == LIMIT


async def test_a_command_repeated_to_another_process_answers_the_same(nc: Client) -> None:
    first = await process(nc).handle(counter, "c1", now(raise_(amount=LIMIT)), "k1")
    again = await process(nc).handle(counter, "c1", now(raise_(amount=LIMIT)), "k1")  # a new one would be refused
    assert again == first


async def test_a_command_with_nothing_to_do_answers_where_the_aggregate_is(nc: Client) -> None:
    first = await process(nc).handle(counter, "c1", now(raise_()), "k1")
    nothing = await process(nc).handle(counter, "c1", now(raise_(amount=0)), "k2")
    assert nothing == first


async def test_simultaneous_readers_share_one_read_and_see_what_came_before_they_asked(nc: Client) -> None:
    reader, writer = process(nc), process(nc)
    for number in range(5):
        await writer.handle(counter, "c1", now(raise_()), f"k{number}")
        loaded = await asyncio.gather(*(reader.newest(counter, "petonen", "c1") for _ in range(20)))
        assert {one.state for one in loaded} == {number + 1}


async def test_what_one_fold_makes_of_the_events_is_never_taken_for_what_another_does(nc: Client) -> None:
    here, known = process(nc), Fold[bool](counter.aggregate, False, lambda _, __: True)
    await process(nc).handle(counter, "c1", now(raise_(amount=7)), "k1")
    assert (await here.known(known, "petonen", "c1")).state is True
    assert (await here.known(counter, "petonen", "c1")).state == 7
    await here.handle(counter, "c1", now(raise_(amount=1)), "k2")
    assert (await here.newest(known, "petonen", "c1")).state is True
    assert await total(nc) == 8
