"""What the forms of a proposal's page say."""

from collections.abc import Callable

from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.proposals.costing_form import price_lines
from shared.contracts.costing import (
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    DecideAppeal,
    EstimateCost,
    SignCosting,
)
from shared.contracts.merging import ConsentToMerge, DeclineMerge, ReleaseIdea
from shared.contracts.proposals import PlaceOnBallot
from shared.ids import derived_id
from shared.messages import Command


def _assign(filled: Filled, _: str) -> Given:
    return {"department": first(filled, "department").strip(), "expert": first(filled, "expert").strip() or None}


def _estimate(filled: Filled, _: str) -> Given:
    return {"lines": price_lines(filled), "reason": _text(filled, "reason"), **_plain(filled, "stage", "feasibility")}


def _ask(filled: Filled, command_id: str) -> Given:
    return {"question": derived_id(command_id), "text": _text(filled, "text")}


def _answer(filled: Filled, _: str) -> Given:
    return {"text": _text(filled, "text")}


def _sign(filled: Filled, _: str) -> Given:
    return _plain(filled, "version")


def _reason(filled: Filled, _: str) -> Given:
    return {"reason": _text(filled, "reason")}


def _decide(filled: Filled, _: str) -> Given:
    return {"reason": _text(filled, "reason"), **_plain(filled, "upheld")}


def _contest(filled: Filled, _: str) -> Given:
    return {"contest": first(filled, "contest") or None}


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
    "appeal": (AppealCosting, _reason),
    "decide": (DecideAppeal, _decide),
    "consent": (ConsentToMerge, _nothing),
    "decline": (DeclineMerge, _nothing),
    "release": (ReleaseIdea, _reason),
    "place": (PlaceOnBallot, _contest),
}
