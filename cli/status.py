"""`lahio status [ROOM…]`: how the rooms are; exit status 1 when one does not answer."""

import asyncio
from argparse import ArgumentParser, Namespace

from cli import instance
from services import rooms
from shared.log import last_position
from shared.status import Status, ask_status


def add_arguments(parser: ArgumentParser) -> None:
    instance.add_arguments(parser)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", default=list(rooms.NAMES))


def run(arguments: Namespace) -> int:
    rooms.require(arguments.rooms)
    return asyncio.run(_status(arguments))


async def _status(arguments: Namespace) -> int:
    async with instance.reached(instance.nats_of_running(arguments)) as nc:
        answers = await asyncio.gather(*(ask_status(nc, room) for room in arguments.rooms))
        print(f"the log is at position {await last_position(nc)}")
    for room, copies in zip(arguments.rooms, answers, strict=True):
        print(_line(room, copies))
    return 0 if all(answers) else 1


def _line(room: str, copies: list[Status]) -> str:
    if not copies:
        return f"{room:<14} does not answer"
    views = ", ".join(f"{name} at {position}" for name, position in copies[0].views.items()) or "no views"
    parked = f"  {copies[0].parked} PARKED: see lahio parked" if copies[0].parked else ""
    return f"{room:<14} {len(copies)} open, {views}{parked}"
