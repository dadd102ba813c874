"""Where an instance is: the flags and environment that name it, and the note a running one leaves in its folder."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec
from nats.aio.client import Client

from deploy import nats_server
from deploy.data_folder import opened
from shared.host import connect
from shared.settings import Unusable

NOTE = "instance.json"


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
    try:
        note = msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
        os.kill(note.pid, 0)
    except (FileNotFoundError, ProcessLookupError, msgspec.DecodeError):
        return None
    return note


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
        nc = await connect(url, "lahio-cli")
        stack.push_async_callback(nc.close)
        yield nc


async def _start(folder: Path, stack: AsyncExitStack) -> str:
    if not (folder / "version").exists():
        raise Unusable(f"There is no Lähiö in the data folder {folder.resolve()}.")
    opened_folder = stack.enter_context(opened(folder))
    server = await stack.enter_async_context(nats_server.start(opened_folder))
    return server.url
