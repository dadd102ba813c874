"""`lahio rebuild [VIEW…]`: drop views and replay the log into them, also while rooms are running."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

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
    return asyncio.run(_rebuild(arguments, [by_name[name] for name in arguments.views or by_name]))


async def _rebuild(arguments: Namespace, views: list[tuple[str, View]]) -> int:
    async with instance.connected(arguments) as nc:
        with Progress(console=Console(stderr=True)) as progress:
            for room, view in views:
                await _rebuild_one(arguments, nc, room, view, progress)
    return 0


async def _rebuild_one(arguments: Namespace, nc: Client, room: str, view: View, progress: Progress) -> None:
    store = open_views(instance.views_url(arguments), room)
    bar = progress.add_task(view.name, total=None)
    try:
        read = await rebuild(view, store, nc, lambda done, total: progress.update(bar, completed=done, total=total))
    finally:
        await store.close()
    progress.update(bar, completed=read, total=read)
