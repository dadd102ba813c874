import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import data_folder
from shared.settings import Unusable


def refusal(path: Path) -> str:
    with pytest.raises(Unusable) as refused, data_folder.opened(path):
        pass
    return str(refused.value)


@contextmanager
def mounted(path: Path, options: str) -> Iterator[None]:
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("needs the right to mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)  # noqa: S603, S607


def test_a_folder_is_created_with_its_format_and_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        with data_folder.opened(tmp_path / "new" / "data") as folder:
            assert (folder / "version").read_text() == "3\n"


def test_a_folder_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("1\n")
    assert refusal(tmp_path) == f"The data folder {tmp_path} has format '1'; this version of Lähiö reads format 3."


def test_a_second_instance_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with data_folder.opened(tmp_path):
        assert refusal(tmp_path) == f"Another Lähiö is running on the data folder {tmp_path}."


def test_a_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert "cannot be written to: File exists." in refusal(tmp_path / "data")


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    with mounted(tmp_path / "data", "ro"):
        assert "cannot be written to: Read-only file system." in refusal(tmp_path / "data")


def test_a_nearly_full_disk_is_refused(tmp_path: Path) -> None:
    with mounted(tmp_path / "data", "size=1m"):
        assert refusal(tmp_path / "data").startswith("The disk is full:")


def test_a_disk_without_a_single_free_block_is_refused(tmp_path: Path) -> None:
    with mounted(tmp_path / "data", "size=1m,nr_inodes=1"):
        assert refusal(tmp_path / "data").startswith("The disk is full:")


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made = data_folder.secret(tmp_path, "gateway-key")
    assert len(made) >= 32
    assert data_folder.secret(tmp_path, "gateway-key") == made
    assert stat.S_IMODE((tmp_path / "secrets" / "gateway-key").stat().st_mode) == 0o600


def test_a_secret_given_by_the_environment_is_taken_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAHIO_GATEWAY_KEY", "given")
    assert data_folder.secret(tmp_path, "gateway-key") == "given"
    assert not (tmp_path / "secrets").exists()
