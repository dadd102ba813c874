"""What the forms of a proposal's page say."""

import re
from collections.abc import Callable

from services.gateway.pages.filled import Filled, Given, first
from shared.contracts.costing import (
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    DecideAppeal,
    EstimateCost,
    SignCosting,
)
from shared.contracts.merging import ConsentToMerge, DeclineMerge
from shared.ids import derived_id
from shared.messages import MALFORMED, Command, require

LINES = range(1, 7)
EUROS = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{2}))?")
SPACES = re.compile(r"[\s\u00a0\u202f€]")


def _assign(filled: Filled, _: str) -> Given:
    return {"department": first(filled, "department").strip(), "expert": first(filled, "expert").strip() or None}


def _estimate(filled: Filled, _: str) -> Given:
    lines = [_line(filled, row) for row in LINES if first(filled, f"label.{row}").strip()]
    return {"lines": lines, "reason": _text(filled, "reason"), **_plain(filled, "stage", "feasibility")}


def _line(filled: Filled, row: int) -> Given:
    label = first(filled, f"label.{row}").strip()
    return {"kind": first(filled, f"kind.{row}"), "label": label, "cents": _cents(first(filled, f"euros.{row}"))}


def _cents(euros: str) -> int:
    """Raises `Refused`."""
    found = EUROS.fullmatch(SPACES.sub("", euros))
    require(found is not None, MALFORMED, problem="Expected euros, such as 1200 or 1200,50")
    return int(found[1]) * 100 + int(found[2] or 0) if found else 0


def _ask(filled: Filled, command_id: str) -> Given:
    return {"question": derived_id(command_id), "text": _text(filled, "text")}


def _answer(filled: Filled, _: str) -> Given:
    return {"text": _text(filled, "text")}


def _sign(filled: Filled, _: str) -> Given:
    return _plain(filled, "version")


def _appeal(filled: Filled, _: str) -> Given:
    return {"reason": _text(filled, "reason")}


def _decide(filled: Filled, _: str) -> Given:
    return {"reason": _text(filled, "reason"), **_plain(filled, "upheld")}


def _nothing(_: Filled, __: str) -> Given:
    return {}


def _plain(filled: Filled, *names: str) -> Given:
    return {name: first(filled, name) for name in names}


def _text(filled: Filled, name: str) -> str:
    return first(filled, name).replace("\r\n", "\n").strip()


FORMS: dict[str, tuple[type[Command], Callable[[Filled, str], Given]]] = {
    "assign": (AssignCosting, _assign),
    "estimate": (EstimateCost, _estimate),
    "ask": (AskAuthor, _ask),
    "answer": (AnswerQuestion, _answer),
    "sign": (SignCosting, _sign),
    "appeal": (AppealCosting, _appeal),
    "decide": (DecideAppeal, _decide),
    "consent": (ConsentToMerge, _nothing),
    "decline": (DeclineMerge, _nothing),
}
