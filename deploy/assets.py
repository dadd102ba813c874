"""Brings in the files that `assets.toml` names out of npm packages, each checked against its integrity."""

import json
import os
import shutil
import tarfile
import tomllib
from base64 import b64encode
from hashlib import sha256, sha512
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import msgspec

ROOT = Path(__file__).parents[1]
REGISTRY = "https://registry.npmjs.org"
MANIFEST = "manifest.json"


class Package(msgspec.Struct, frozen=True):
    name: str
    version: str
    licence: str
    integrity: str
    into: str
    files: tuple[str, ...]

    @property
    def address(self) -> str:
        registry = os.environ.get("npm_config_registry", REGISTRY).rstrip("/")  # noqa: SIM112 - as npm itself spells it
        return f"{registry}/{self.name}/-/{self.name}-{self.version}.tgz"

    @property
    def folder(self) -> Path:
        return ROOT / self.into / self.name

    def described(self) -> dict[str, Any]:
        """As the manifest tells it, of the files as they lie there."""
        files = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(self.folder.iterdir())}
        return {"version": self.version, "licence": self.licence, "integrity": self.integrity, "files": files}


class Wrong(Exception):  # noqa: N818 - it reads as what the package is
    """The package is not the one that was locked."""


def wanted() -> tuple[Package, ...]:
    read = tomllib.loads((Path(__file__).parent / "assets.toml").read_text())
    return msgspec.convert(read["package"], tuple[Package, ...])


def bring() -> None:
    packages = wanted()
    for package in packages:
        _unpack(package, checked(package, _download(package.address)))
    for into in {package.into for package in packages}:
        (ROOT / into / MANIFEST).write_text(manifest_of(into))


def manifest_of(into: str) -> str:
    described = {package.name: package.described() for package in wanted() if package.into == into}
    return json.dumps(described, indent=2) + "\n"


def _download(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:  # noqa: S310 - the registry's own address
        content: bytes = answer.read()
    return content


def checked(package: Package, content: bytes) -> bytes:
    found = "sha512-" + b64encode(sha512(content).digest()).decode()
    if found != package.integrity:
        raise Wrong(f"{package.name} {package.version} is not what was locked: {found}")
    return content


def _unpack(package: Package, content: bytes) -> None:
    """By their names alone: the folders of a package say nothing here."""
    shutil.rmtree(package.folder, ignore_errors=True)
    package.folder.mkdir(parents=True)
    with tarfile.open(fileobj=BytesIO(content)) as packed:
        for name in package.files:
            file = packed.extractfile(f"package/{name}")
            if file is None:
                raise Wrong(f"{package.name} {package.version} has no file {name}")
            (package.folder / Path(name).name).write_bytes(file.read())


if __name__ == "__main__":
    bring()
