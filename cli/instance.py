"""Where an instance is: the flags and environment that name it, and the note a running one leaves in its folder."""

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from nats.aio.client import Client

from deploy import nats_server
from deploy.data_folder import in_use, opened
from shared.host import connect, disconnect
from shared.settings import Unusable

NOTE = "instance.json"
PATIENCE = 5.0  # seconds for a server to answer


class Note(msgspec.Struct, frozen=True):
    """Left in the data folder by a running instance, readable by its owner alone."""

    http: str
    nats: str
    outsiders: str
    pid: int


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the embedded servers (data)")
    parser.add_argument("--nats", default=os.environ.get("LAHIO_NATS_URL"), help="a NATS server instead")
    parser.add_argument("--mongo", default=os.environ.get("LAHIO_MONGO_URI"), help="MongoDB instead of SQLite")


def views_url(arguments: Namespace) -> str:
    return arguments.mongo or f"sqlite:{arguments.data.resolve() / 'views'}"


def leave_note(folder: Path, note: Note) -> None:
    path = folder / NOTE
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(note))


def _running(folder: Path) -> Note | None:
    if not in_use(folder):
        return None
    try:
        return msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    except (FileNotFoundError, msgspec.DecodeError):  # it is just starting
        return None


def nats_of_running(arguments: Namespace) -> str:
    """Raises `Unusable` when there is none."""
    if arguments.nats:
        return str(arguments.nats)
    note = _running(arguments.data)
    if note is None:
        raise Unusable(f"No Lähiö is running on the data folder {arguments.data.resolve()}.")
    return note.nats


@asynccontextmanager
async def connected(arguments: Namespace) -> AsyncIterator[Client]:
    """The instance's NATS: the one named, the one of a running `lahio up`, or one started on its folder for now."""
    async with AsyncExitStack() as stack:
        if arguments.nats or _running(arguments.data):
            url = nats_of_running(arguments)
        else:
            url = await _start(arguments.data, stack)
        yield await stack.enter_async_context(reached(url))


@asynccontextmanager
async def reached(url: str) -> AsyncIterator[Client]:
    """Raises `Unusable` when nothing answers."""
    try:
        async with asyncio.timeout(PATIENCE):
            nc = await connect(url, "lahio-cli")
    except TimeoutError as error:
        raise Unusable(f"No NATS server answers at {urlsplit(url).netloc.rpartition('@')[2]}.") from error
    try:
        yield nc
    finally:
        await disconnect(nc)


async def _start(folder: Path, stack: AsyncExitStack) -> str:
    if not (folder / "version").exists():
        raise Unusable(f"There is no Lähiö in the data folder {folder.resolve()}.")
    opened_folder = stack.enter_context(opened(folder))
    server = await stack.enter_async_context(nats_server.start(opened_folder))
    return server.url
