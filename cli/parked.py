"""`lahio parked [retry]`: the events that a view or a reaction failed on; exit status 1 while there are any."""

import asyncio
from argparse import ArgumentParser, Namespace

from nats.aio.client import Client

from cli import instance
from services import rooms
from shared.projections import Projector
from shared.reactions import retry_parked_reactions
from shared.service import Service
from shared.views import ViewStore
from shared.views.opening import open_views


def add_arguments(parser: ArgumentParser) -> None:
    instance.add_arguments(parser)
    parser.add_argument("action", nargs="?", choices=("list", "retry"), default="list")


def run(arguments: Namespace) -> int:
    return asyncio.run(_parked(arguments))


async def _parked(arguments: Namespace) -> int:
    left = 0
    async with instance.connected(arguments) as nc:
        for service in rooms.load(rooms.NAMES):
            store = open_views(instance.views_url(arguments), service.name)
            try:
                if arguments.action == "retry":
                    await _retry(service, store, nc)
                left += await _list(store)
            finally:
                await store.close()
    print(f"{left} parked" if left else "nothing is parked")
    return 1 if left else 0


async def _retry(service: Service, store: ViewStore, nc: Client) -> None:
    for view in service.views:
        await Projector(view, store, nc).retry_parked()
    await retry_parked_reactions(service, nc, store)


async def _list(store: ViewStore) -> int:
    parked = await store.parked()
    for item in parked:
        print(f"{item.view}  position {item.position}  {item.subject}  {item.error}")
    return len(parked)
