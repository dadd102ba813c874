from typing import Any

import msgspec
import pytest

from shared.contracts.ballots import Receipt
from shared.contracts.codes import Code
from shared.contracts.paper import Serial
from shared.messages import Id


@pytest.mark.parametrize(("kind", "good"), [(Id, "petonen"), (Serial, "1"), (Code, "0" * 12), (Receipt, "a" * 32)])
def test_what_names_something_has_no_line_break_behind_it(kind: Any, good: str) -> None:
    assert msgspec.convert(good, kind) == good
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(f"{good}\n", kind)
