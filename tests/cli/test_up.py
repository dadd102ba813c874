"""`lahio up` as the person sees it who starts it, stops it, and starts it again."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.bench.running import free_port
from tests.faults.processes import LAHIO

PATIENCE = 60  # seconds; a machine at work with other tests takes its time


class Started:
    """`lahio up --demo`, read like a terminal."""

    def __init__(self, data: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(  # noqa: S603
            [*LAHIO, "up", "--demo", "--data", str(data), "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.url + path, timeout=5) as answer:  # noqa: S310
            read: bytes = answer.read()
            return read

    def wait_for_welcome(self) -> str:
        assert self.process.stdout
        lines: list[str] = []
        while "lahio replay" not in (line := self.process.stdout.readline()):
            assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()
            lines.append(line)
        return "".join([*lines, line])

    def wait_for_words(self, path: str, words: str) -> None:
        """Views are a moment behind what was told."""
        ends = time.monotonic() + PATIENCE
        while words not in self.get(path).decode():
            assert time.monotonic() < ends, words
            time.sleep(0.1)

    def stop(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def up(data: Path, port: int | None = None) -> Iterator[Started]:
    started = Started(data, port or free_port())
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()


def refused(data: Path, port: int) -> str:
    """What it says instead of starting."""
    started = Started(data, port)
    _, said = started.process.communicate(timeout=PATIENCE)
    assert started.process.returncode == 1
    return said.strip()


def test_the_welcome_says_where_it_is_that_it_is_a_demo_and_what_to_try(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        welcome = started.wait_for_welcome()
        assert "DEMO" in welcome
        for address in re.findall(r"http://localhost:\d+(/\S*)", welcome):
            assert started.get(address)


def test_ctrl_c_stops_everything_and_says_nothing_alarming(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        started.wait_for_welcome()
        nats = int((tmp_path / "nats" / "nats.pid").read_text())
        assert started.stop() == (0, "Stopped.\n")
    with pytest.raises(ProcessLookupError):
        os.kill(nats, 0)


def test_ctrl_c_before_it_is_open_stops_it_too(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        time.sleep(0.6)
        status, _ = started.stop()
        assert status in {0, -signal.SIGINT}  # the second while Python itself is starting


def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        with up(tmp_path) as started:
            started.wait_for_welcome()
            seen.append(
                [
                    json.loads(started.get(f"/api/v1/areas/puijonlaakso/rounds/puijonlaakso-2027/{what}"))
                    for what in ("vote", "proposals", "participation")
                ]
            )
    assert seen[0] == seen[1]
    assert seen[0][2]["ballots"] == 36


def test_the_demo_shows_what_is_planned_with_residents(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        started.wait_for_welcome()
        for area, words in (("petonen", "14,8\N{NO-BREAK SPACE}%"), ("puijonlaakso", "11,2\N{NO-BREAK SPACE}%")):
            started.wait_for_words(f"/areas/{area}/picture?lang=fi", words)
            started.wait_for_words(f"/areas/{area}/packages?lang=fi", "3. toukokuuta 2027")


def test_a_lost_view_database_comes_back_whole(tmp_path: Path) -> None:
    path = "/api/v1/areas/petonen/rounds/petonen-2027/ideas"
    with up(tmp_path) as started:
        started.wait_for_welcome()
        before = json.loads(started.get(path))
    for database in (tmp_path / "views").glob("[!g]*.db*"):  # the gateway's holds people, who are in no log
        database.unlink()
    with up(tmp_path) as started:
        started.wait_for_welcome()
        assert json.loads(started.get(path)) == before
        assert len(before["items"]) == 3


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, port)
    assert said == f"Port {port} is taken: stop what listens there, or choose another with --port."


def test_a_data_folder_of_another_version_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("7\n")
    said = refused(tmp_path, free_port())
    assert said == f"The data folder {tmp_path} has format '7'; this version of Lähiö reads format 3."


def test_a_data_folder_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        started.wait_for_welcome()
        assert refused(tmp_path, free_port()) == f"Another Lähiö is running on the data folder {tmp_path}."


def test_a_brand_folder_that_is_missing_or_lacks_files_is_one_clear_line(tmp_path: Path) -> None:
    city, data = tmp_path / "city", str(tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as taken:  # so that it ends
        lahio = [*LAHIO, "up", "--brand", str(city), "--data", data, "--port", str(taken.getsockname()[1])]
        assert _refused(lahio) == [f"There is no folder {city} with the city's colours and logo."]
        city.mkdir()
        for name in ("tokens.css", "logo.svg", "icon-192.png"):
            (city / name).touch()
        said = _refused(lahio)
    assert said[0] == f"The folder {city} has no icon-512.png, icon-maskable.png: Lähiö's own are shown."
    assert [line.partition(" ")[0] for line in said[1:]] == ["Port"]


def _refused(lahio: list[str]) -> list[str]:
    done = subprocess.run(lahio, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    assert done.returncode == 1
    return done.stderr.splitlines()


def test_an_unknown_room_is_one_clear_line() -> None:
    told = subprocess.run([*LAHIO, "up", "kitchen"], capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 1
    assert told.stderr.startswith("There is no room kitchen; there are areas, ")


@pytest.mark.parametrize(("room", "variable"), [("voting", "BALLOT"), ("areas", "SURVEY")])
def test_a_room_that_hides_who_said_what_does_not_start_without_its_secret(room: str, variable: str) -> None:
    lahio = [*LAHIO, "up", room, "--nats", "nats://127.0.0.1:9"]
    done = subprocess.run(lahio, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    assert done.returncode == 1
    assert f"name its file in LAHIO_{variable}_SECRET_FILE." in done.stderr


def test_a_running_instance_tells_its_status_rebuilds_and_has_nothing_parked(tmp_path: Path) -> None:
    def lahio(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [*LAHIO, *words, "--data", str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
        )

    with up(tmp_path) as started:
        started.wait_for_welcome()
        before = started.get("/api/v1/areas/petonen/rounds/petonen-2027/ideas")
        status = lahio("status")
        assert status.returncode == 0
        assert "does not answer" not in status.stdout
        rebuilt = lahio("rebuild")
        assert rebuilt.returncode == 0
        assert "participation" in rebuilt.stderr
        assert started.get("/api/v1/areas/petonen/rounds/petonen-2027/ideas") == before
        assert lahio("parked").stdout == "nothing is parked\n"
        assert lahio("rebuild", "nonsense").returncode == 2
    at_rest = lahio("rebuild", "ideas")
    assert at_rest.returncode == 0
    assert lahio("status").stderr == f"No Lähiö is running on the data folder {tmp_path}.\n"


@pytest.mark.parametrize("command", ["rebuild", "parked"])
def test_where_there_is_no_lahio_its_tools_say_so(command: str, tmp_path: Path) -> None:
    told = subprocess.run(  # noqa: S603
        [*LAHIO, command, "--data", str(tmp_path)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (told.returncode, told.stderr) == (1, f"There is no Lähiö in the data folder {tmp_path}.\n")


@pytest.mark.skipif(not shutil.which("ps"), reason="the machine has no ps to ask for memory")
def test_everything_together_idles_under_400_megabytes(tmp_path: Path) -> None:
    with up(tmp_path) as started:
        started.wait_for_welcome()
        pids = f"{started.process.pid},{(tmp_path / 'nats' / 'nats.pid').read_text().strip()}"
        told = subprocess.run(["ps", "-o", "rss=", "-p", pids], capture_output=True, text=True, check=True)  # noqa: S603, S607
        assert sum(map(int, told.stdout.split())) < 400 * 1024
