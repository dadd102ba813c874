import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from deploy import nats_server

ROOT = Path(__file__).parents[2]
ROOMS = {"areas", "ideas", "voting", "notifications", "analytics", "gateway"}


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def tried_by_nats(settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [nats_server.executable(), "-t", "-c", nats_server.CONFIGURATION]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def compose() -> tuple[str, ...]:
    """Compose needs no engine to read a file."""
    beside = str(Path(sys.executable).parent)
    if program := shutil.which("docker-compose") or shutil.which("docker-compose", path=beside):
        return (program,)
    if run("docker", "compose", "version").returncode == 0:
        return ("docker", "compose")
    pytest.skip("needs docker compose")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What compose reads, with fresh secrets."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy", ignore=shutil.ignore_patterns("secrets"))
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    made = run(tmp_path / "deploy" / "new-secrets.sh")
    assert made.returncode == 0, made.stderr
    return tmp_path


@pytest.mark.parametrize("password", ["s3cret", "123e4567", "007"])
def test_nats_accepts_the_configuration_with_any_password(password: str) -> None:
    passwords = {f"LAHIO_NATS_{who}_PASSWORD": f'"{password}"' for who in ("ROOMS", "OUTSIDERS")}
    tried = tried_by_nats({"LAHIO_NATS_SYNC": "always", **passwords})
    assert tried.returncode == 0, tried.stderr


def test_nats_refuses_to_start_without_passwords() -> None:
    assert "LAHIO_NATS_ROOMS_PASSWORD" in tried_by_nats({"LAHIO_NATS_SYNC": "always"}).stderr


def test_new_secrets_are_private_and_kept(checkout: Path) -> None:
    secrets = checkout / "deploy" / "secrets"
    files = [checkout / ".env", secrets / "gateway-key", secrets / "ballot-key", secrets / "survey-key"]
    before = [file.read_text() for file in files]
    run(checkout / "deploy" / "new-secrets.sh")
    assert [file.read_text() for file in files] == before
    assert not any(line.endswith("=") for line in before[0].splitlines())
    assert [(checkout / name).stat().st_mode & 0o077 for name in (".env", "deploy/secrets")] == [0, 0]


def test_every_room_has_a_container_and_every_container_is_hardened(checkout: Path, compose: tuple[str, ...]) -> None:
    read = run(*compose, "--profile", "dev", "config", "--format", "json", cwd=checkout)
    assert read.returncode == 0, read.stderr
    services = json.loads(read.stdout)["services"]
    assert services.keys() - ROOMS == {"nats", "mongo", "mongo-init", "mailpit"}
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["deploy"]["resources"]["limits"]["memory"]


def test_compose_has_no_default_passwords(checkout: Path, compose: tuple[str, ...]) -> None:
    (checkout / ".env").unlink()
    read = run(*compose, "config", "-q", cwd=checkout)
    assert read.returncode != 0
    assert "run deploy/new-secrets.sh" in read.stderr


def test_the_image_is_given_everything_the_wheel_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], project["project"]["readme"], "pyproject.toml", "uv.lock"}
    let_through = {line[1:].rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    assert needed <= let_through
