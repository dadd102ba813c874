"""One running demo and one Chromium for all tests of pages, which only look."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.visitor import Visitor
from tests.gateway.conftest import free_port

PATIENCE = 60  # seconds for the demo to be ready
SEEN = Path(__file__).parents[2] / "build/screenshots"


def _chromium() -> str:
    path = chromium.found()
    if path is None and chromium.REQUIRED:
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For a file of tests: until it is closed, its event loop is in the way of tests with one of their own."""
    path = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a `lahio up --demo` with its invented programmes; no test may change what it shows."""
    _chromium()
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """One for those who change things."""
    port = free_port()
    command = [sys.executable, "-m", "services", "up", "--demo", "--sync", "default"]
    command += ["--data", str(folder / "data"), "--port", str(port)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
        try:
            wait_until_open(folder / "log", running)
            yield f"http://localhost:{port}"
        finally:
            running.terminate()


def wait_until_open(log: Path, running: "subprocess.Popen[bytes]") -> None:
    """Until it says that it is open, which is once the demo is prepared."""
    began = time.monotonic()
    while "Lähiö" not in log.read_text(errors="replace") or "http://localhost" not in log.read_text(errors="replace"):
        assert running.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() - began < PATIENCE, log.read_text(errors="replace")
        time.sleep(0.1)


@pytest.fixture(scope="module")
def visitors(browser: Browser, demo: str) -> Iterator[dict[str, Visitor]]:
    """By their role: each signs in once."""
    found: dict[str, Visitor] = {}
    yield found
    for visitor in found.values():
        visitor.leave()
