from typing import Any

import msgspec
import pytest

from shared.contracts.ballots import Receipt
from shared.contracts.codes import Code
from shared.contracts.indicators import Number
from shared.contracts.need import Ratio, Weights
from shared.contracts.paper import Serial
from shared.messages import Id

NAMED = [(Id, "petonen"), (Serial, "1"), (Code, "0" * 12), (Receipt, "a" * 32)]
FIGURES = [(Number, "14.2"), (Ratio, "5/12"), (Weights, "unemployment:1")]


@pytest.mark.parametrize(("kind", "good"), [*NAMED, *FIGURES])
def test_what_names_or_measures_something_has_no_line_break_behind_it(kind: Any, good: str) -> None:
    assert msgspec.convert(good, kind) == good
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(f"{good}\n", kind)
