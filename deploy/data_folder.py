"""The folder that holds all data of an embedded instance: the log, the views, the secrets."""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shared.settings import Unusable

FORMAT = "3"
LEAST_FREE_BYTES = 64 * 1024 * 1024


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Creates the folder if need be, and keeps it from every other instance while the context lasts."""
    folder = path.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a")
    except OSError as error:
        raise _unusable(folder, error) from error
    with lock:
        _lock(folder, lock)
        _require_space(folder)
        _require_format(folder)
        yield folder


def in_use(folder: Path) -> bool:
    """Whether an instance runs on the folder. Its pid would not tell: pids come again."""
    try:
        with (folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def secret(folder: Path, name: str) -> str:
    """The secret of this name: from the environment (`LAHIO_<NAME>`), else made once and kept in the folder."""
    if given := os.environ.get(f"LAHIO_{name.upper().replace('-', '_')}"):
        return given
    path = folder / "secrets" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        _write_private(path, secrets.token_hex(24))
    return path.read_text()


def _write_private(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.touch(mode=0o600)
    unfinished.write_text(text)
    unfinished.replace(path)


def _lock(folder: Path, lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Unusable(f"Another Lähiö is running on the data folder {folder}.") from error


def _require_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise Unusable(f"The disk is full: {folder} has less than {LEAST_FREE_BYTES >> 20} MB free.")


def _require_format(folder: Path) -> None:
    path = folder / "version"
    if not path.exists():
        path.write_text(f"{FORMAT}\n")
    if (found := path.read_text().strip()) != FORMAT:
        raise Unusable(f"The data folder {folder} has format {found!r}; this version of Lähiö reads format {FORMAT}.")


def _unusable(folder: Path, error: OSError) -> Unusable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unusable(f"The disk is full: nothing can be written to {folder}.")
    return Unusable(f"The data folder {folder} cannot be written to: {error.strerror}.")
