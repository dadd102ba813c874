"""A form that was refused: what stood in it, and which field the refusal is about."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from services.gateway.pages.filled import Filled
from services.gateway.problems import Problem
from shared.messages import Refusal

ROW = re.compile(r"\w+\[(\d+)\]\.(\w+)")


class Sent(NamedTuple):
    """`about` which thing on the page, where it has several; `act` which of its forms."""

    about: str = ""
    act: str = ""
    filled: Mapping[str, str] = {}
    refusal: Refusal | None = None


NOTHING_SENT = Sent()


def sent(about: str, act: str, filled: Filled, refusal: Refusal | None) -> Sent:
    return Sent(about, act, {name: values[0] for name, values in filled.items()}, refusal)


def wrong(problem: Problem | None) -> dict[str, str]:
    """What is said at which field; empty where the refusal is about none. `lines[0].label` is `label.1`."""
    field = str(problem.values.get("field", "")) if problem else ""
    row = ROW.fullmatch(field)
    name = f"{row[2]}.{int(row[1]) + 1}" if row else field
    return {name: problem.title} if problem and name else {}
