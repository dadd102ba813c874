"""Servers for tests: the real one in a container where an engine answers, else a stand-in that speaks its protocol."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class MongoServer(NamedTuple):
    url: str
    kind: str
    is_real: bool


@contextmanager
def mongodb(directory: Path) -> Iterator[MongoServer]:
    with _container() if _engine_answers() else _standin(directory) as server:
        yield server


def _engine_answers() -> bool:
    program = shutil.which("docker")
    return program is not None and subprocess.run([program, "info"], capture_output=True, check=False).returncode == 0  # noqa: S603


@contextmanager
def _container() -> Iterator[MongoServer]:
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    from testcontainers.community.mongodb import MongoDbContainer

    with MongoDbContainer("mongo:8") as mongo:
        yield MongoServer(mongo.get_connection_url(), "mongo:8 in a container", is_real=True)


@contextmanager
def _standin(directory: Path) -> Iterator[MongoServer]:
    program, port = Path(sys.executable).with_name("secantusd-py"), _free_port()
    options = ["--host", "127.0.0.1", "--port", str(port), "--storage-path", str(directory), "--log-level", "ERROR"]
    with subprocess.Popen([program, *options]) as process:  # noqa: S603
        try:
            _wait_until_listening(port, process)
            url = f"mongodb://127.0.0.1:{port}/?retryWrites=false"
            yield MongoServer(url, "secantusdb, a stand-in process", is_real=False)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_until_listening(port: int, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the stand-in for MongoDB does not listen")
