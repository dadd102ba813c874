"""Where an instance is: the flags and environment that name it, and the note a running one leaves in its folder."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from nats.aio.client import Client

from deploy import nats_server
from deploy.data_folder import opened
from shared.host import connect

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


@asynccontextmanager
async def connected(arguments: Namespace) -> AsyncIterator[Client]:
    """The instance's NATS: the one named, the one of a running `lahio up`, or one started on its folder for now."""
    note = None if arguments.nats else _running(arguments.data)
    if arguments.nats or note:
        nc = await connect(arguments.nats or (note.nats if note else ""), "lahio-cli")
        try:
            yield nc
        finally:
            await nc.close()
        return
    with opened(arguments.data) as folder:
        async with nats_server.start(folder) as server:
            nc = await connect(server.url, "lahio-cli")
            try:
                yield nc
            finally:
                await nc.close()
