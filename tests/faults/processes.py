"""Lähiö as processes of its own, that can be killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.bench.running import free_port

LAHIO = (sys.executable, "-m", "services")
START_SECONDS = 60  # a machine at work with other tests takes its time


class Up:
    """`lahio up` with these arguments; what it says is appended to a file beside its data."""

    def __init__(self, log: Path, *arguments: str) -> None:
        self._log = log
        self._command = (*LAHIO, "up", *arguments)
        self._process: subprocess.Popen[bytes]

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)  # noqa: S603

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        self.kill()
        self.start()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def wait_until_ready(self, url: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{url}/health/ready", timeout=5).close()  # noqa: S310
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"{url} is not ready: {self._log.read_text()}")

    def wait_until_it_says(self, words: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while words not in self._log.read_text():
            assert time.monotonic() < deadline, f"no {words!r} in: {self._log.read_text()}"
            time.sleep(0.05)


class Instance:
    """All rooms in one process on a data folder."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.data = folder / "data"
        self.process = Up(folder / "lahio.log", "--demo", "--data", str(self.data), "--port", str(port))

    def start(self) -> None:
        self.process.start()
        self.process.wait_until_ready(self.url)

    def restart(self) -> None:
        self.process.kill()
        self.start()

    def kill_nats(self) -> None:
        """It is started again by the instance that lost it."""
        os.kill(int((self.data / "nats" / "nats.pid").read_text()), signal.SIGKILL)

    @property
    def nats_url(self) -> str:
        url: str = json.loads((self.data / "instance.json").read_text())["nats"]
        return url


def wait_until_a_replay_has_begun(url: str) -> None:
    """It begins with an area of its own."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with urllib.request.urlopen(f"{url}/api/v1/areas", timeout=5) as areas:  # noqa: S310
            if b'"replay-' in areas.read():
                return
        time.sleep(0.05)
    raise RuntimeError("no replay has begun")


@contextmanager
def instance(folder: Path) -> Iterator[Instance]:
    running = Instance(folder)
    running.start()
    try:
        yield running
    finally:
        running.process.stop()
