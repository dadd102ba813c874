"""What browsers need of other projects is what was locked."""

from pathlib import Path

import pytest

from deploy import assets

FOLDERS = sorted({package.into for package in assets.wanted()})


@pytest.mark.parametrize("into", FOLDERS)
def test_the_files_are_those_of_the_manifest_and_the_manifest_that_of_the_lock(into: str) -> None:
    assert (assets.ROOT / into / assets.MANIFEST).read_text() == assets.manifest_of(into)


@pytest.mark.parametrize("package", assets.wanted(), ids=lambda package: package.name)
def test_all_that_is_wanted_is_there_and_nothing_else(package: assets.Package) -> None:
    assert {path.name for path in package.folder.iterdir()} == {Path(name).name for name in package.files}


def test_a_package_that_is_not_the_locked_one_is_not_taken() -> None:
    package = assets.wanted()[0]
    with pytest.raises(assets.Wrong, match="not what was locked"):
        assets.checked(package, b"something else")
