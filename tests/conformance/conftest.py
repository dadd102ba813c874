from pathlib import Path

import pytest

PABULIB = Path(__file__).parents[2].with_name("shared") / "pabulib"


@pytest.fixture(scope="session")
def pabulib_dir() -> Path:
    if not PABULIB.is_dir():
        pytest.skip("the Pabulib elections are not beside the repository (../shared/pabulib)")
    return PABULIB
