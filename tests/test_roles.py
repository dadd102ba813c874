"""A role counts in the area where it is held: whatever can be done or asked, there and nowhere else."""

from collections.abc import Iterator
from typing import Any

from nats.aio.client import Client

from services.rooms import NAMES, load
from shared.messages import NOT_YOUR_ROLE, Actor, Command, Query, Refused, Role
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.running import running
from tests.samples import sample

HERE, ELSEWHERE = "petonen", "saarijarvi"
ROOMS = load(NAMES)
COMMANDS = [command for room in ROOMS for command in room.commands]
QUERIES = [query for room in ROOMS for query in room.queries if query.allowed is not None]


def held(allowed: frozenset[Role], area: str) -> Iterator[Actor]:
    """Those who hold one of these roles there; and one who holds all of the others everywhere."""
    yield from (Actor("somebody", {role: (area,)}) for role in sorted(allowed))
    yield Actor("somebody", {role: ("*",) for role in Role if role not in allowed})


async def test_a_role_held_elsewhere_lets_nobody_do_anything_here(nc: Client, settings: Settings) -> None:
    done = []
    async with running(settings, *ROOMS):
        for cls in COMMANDS:
            for person in held(cls.allowed, ELSEWHERE):
                done += await let_through(send(nc, sample(cls, area=HERE, by=person), new_id()), cls, person)
    assert done == []
    assert len(COMMANDS) > 100


async def test_a_role_held_elsewhere_lets_nobody_ask_anything_here(nc: Client, settings: Settings) -> None:
    told = []
    async with running(settings, *ROOMS):
        for cls in QUERIES:
            of_area = {"area": HERE} if "area" in cls.__struct_fields__ else {}
            for person in held(cls.allowed or frozenset(), ELSEWHERE):
                told += await let_through(ask(nc, sample(cls, by=person, **of_area)), cls, person)
    assert told == []


async def let_through(asking: Any, cls: type[Command | Query[Any]], person: Actor) -> list[str]:
    """Its name with the roles held, unless it was refused for these."""
    try:
        await asking
    except Refused as refused:
        if refused.refusal.reason == NOT_YOUR_ROLE:
            return []
        return [f"{cls.__name__} by {'/'.join(person.roles)}: {refused.refusal.reason.code} {refused.refusal.values}"]
    return [f"{cls.__name__} by {'/'.join(person.roles)}"]
