"""What stands in a form that was sent."""

import re
from typing import Any

from shared.contracts.ballots import TOO_FEW_CHOICES
from shared.messages import MALFORMED, require

Filled = dict[str, list[str]]
Given = dict[str, Any]
NUMBER = re.compile(r"[0-9]{1,7}")


def ballot(filled: Filled) -> Given:
    """Raises `Refused` where nothing is chosen."""
    given = choices(filled)
    require(bool(given["choices"]), TOO_FEW_CHOICES, min=1)
    return given


def choices(filled: Filled) -> Given:
    """Ticked boxes, or one of several (`choice.<contest>`); or a number for each proposal: points (`points.<id>`), or
    places, the best first (`place.<id>`)."""
    places = _numbers(filled, "place")
    marked = [*ticked(filled), *sorted(places, key=places.__getitem__)]
    points = [{"proposal": id_, "points": number} for id_, number in _numbers(filled, "points").items() if number]
    return {"choices": [*({"proposal": id_} for id_ in marked), *points]}


def ticked(filled: Filled) -> list[str]:
    """An empty value is that of `none of these`."""
    return [id_ for name, given in filled.items() if name.partition(".")[0] == "choice" for id_ in given if id_]


def _numbers(filled: Filled, kind: str) -> dict[str, int]:
    """The numbers in the fields `<kind>.<proposal>` that are not left empty. Raises `Refused`."""
    fields = (name.partition(".") for name in filled)
    given = {id_: first(filled, f"{kind}.{id_}").strip() for name, _, id_ in fields if name == kind}
    for number in filter(None, given.values()):
        require(NUMBER.fullmatch(number) is not None, MALFORMED, problem=f"Expected up to 7 digits - at `$.{kind}`")
    return {id_: int(number) for id_, number in given.items() if number}


def back(filled: Filled, path: str) -> str:
    """Where somebody goes on: on my page, where the form stands there, or else on that of what it is about."""
    return "/me" if first(filled, "back") == "me" else path


def first(filled: Filled, name: str) -> str:
    return filled.get(name, [""])[0]
