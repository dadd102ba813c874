"""An instance of its own for a measurement: another process on a folder of its own."""

import asyncio
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from cli.instance import NOTE, Note

START_SECONDS = 60.0
POLL = 0.05
OPEN = "is open: http"  # as `lahio up` welcomes


@asynccontextmanager
async def instance(folder: Path, *options: str) -> AsyncIterator[Note]:
    """`lahio up --demo` on the folder until the context ends, asked for by what it says of itself."""
    command = (sys.executable, "-m", "services", "up", "--demo", "--data", str(folder), "--port", str(free_port()))
    log = folder / "up.log"
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(*command, *options, stdout=said, stderr=said)
    try:
        note = await _ready(process, folder / NOTE, log)
        if note is None:
            raise RuntimeError(f"lahio up ended before it was ready: {log.read_text()}")
        yield note
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def _ready(process: Process, path: Path, log: Path) -> Note | None:
    """The note of this very process, once it says that it is open: load while the demo is prepared would end it.
    None when it ended."""
    async with asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            note = await asyncio.to_thread(_read, path)
            if note and note.pid == process.pid and OPEN in await asyncio.to_thread(log.read_text):
                return note
            await asyncio.sleep(POLL)
    return None


def _read(path: Path) -> Note | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
