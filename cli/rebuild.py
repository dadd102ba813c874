"""`lahio rebuild [VIEW…]`: drop views and replay the log into them, also while rooms are running."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from nats.aio.client import Client
from rich.console import Console
from rich.progress import Progress

from cli import instance
from services import rooms
from shared.projections import View
from shared.rebuild import rebuild
from shared.views.opening import open_views


def add_arguments(parser: ArgumentParser) -> None:
    instance.add_arguments(parser)
    parser.add_argument("views", nargs="*", metavar="VIEW", help="(all)")


def run(arguments: Namespace) -> int:
    by_name = {view.name: (service.name, view) for service in rooms.load(rooms.NAMES) for view in service.views}
    unknown = set(arguments.views) - by_name.keys()
    if unknown:
        print(f"There is no view {', '.join(sorted(unknown))}; there are {', '.join(by_name)}.", file=sys.stderr)
        return 2
    by_room: dict[str, list[View]] = {}
    for room, view in map(by_name.__getitem__, arguments.views or by_name):
        by_room.setdefault(room, []).append(view)
    return asyncio.run(_rebuild(arguments, by_room))


async def _rebuild(arguments: Namespace, by_room: Mapping[str, Sequence[View]]) -> int:
    async with instance.connected(arguments) as nc:
        with Progress(console=Console(stderr=True)) as progress:
            for room, views in by_room.items():
                await _rebuild_room(arguments, nc, room, views, progress)
    return 0


async def _rebuild_room(arguments: Namespace, nc: Client, room: str, views: Sequence[View], progress: Progress) -> None:
    store = open_views(instance.views_url(arguments), room)
    bar = progress.add_task(", ".join(view.name for view in views), total=None)
    try:
        taken = await rebuild(views, store, nc, lambda done, total: progress.update(bar, completed=done, total=total))
    finally:
        await store.close()
    progress.update(bar, completed=taken, total=taken)
