from tests.conformance.conftest import pabulib_dir

__all__ = ["pabulib_dir"]
