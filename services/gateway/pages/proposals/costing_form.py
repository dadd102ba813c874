"""The price lines of a proposal as they stand in a form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.refused_fields import Sent, wrong
from services.gateway.problems import Problem
from shared.contracts.costing import (
    TOO_DEAR,
    WITHOUT_LINES,
    CostingView,
    LineKind,
    PriceLine,
    price_cents,
    yearly_cents,
)
from shared.contracts.proposals import COSTS_NOTHING, WITHOUT_REASON
from shared.messages import MALFORMED, require
from shared.texts import Language, text

LINES = range(1, 51)
FEW = 4  # shown to begin with
EMPTY = 2  # shown after those that are filled in
EUROS = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?")
SPACES = re.compile(r"[\s\u00a0\u202f€]")
AT = {
    WITHOUT_LINES.code: "label.1",
    TOO_DEAR.code: "euros.1",
    COSTS_NOTHING.code: "euros.1",
    WITHOUT_REASON.code: "reason",
}
"""The field at which a rule's refusal is told."""
OF_COMMENT = "of_comment"


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


IN_EUROS = _("Write the sum in euros, such as 1200 or 1200,50.")
WHAT_FOR = _("Write what the sum is for.")


@dataclass(frozen=True)
class Sums:
    """In cents. `planning` is the share of planning in the price, in per cent."""

    kinds: Mapping[LineKind, int]
    price: int
    yearly: int

    @property
    def planning(self) -> int:
        return round(100 * self.kinds[LineKind.PLANNING] / self.price) if self.price else 0


def rows_of(lines: Mapping[str, str]) -> range:
    used = [row for row in LINES if lines.get(f"label.{row}") or lines.get(f"euros.{row}")]
    return LINES[: max([FEW, *(row + EMPTY for row in used)])]


def price_lines(filled: Filled) -> list[Given]:
    """Raises `Refused`."""
    return [_line(filled, row) for row in _used(filled)]


def _used(filled: Filled) -> list[int]:
    return [row for row in LINES if first(filled, f"label.{row}").strip() or first(filled, f"euros.{row}").strip()]


def _line(filled: Filled, row: int) -> Given:
    label = first(filled, f"label.{row}").strip()
    require(bool(label), MALFORMED, problem=f"Expected what it is for - at `$.label.{row}`")
    cents = cents_of(first(filled, f"euros.{row}"))
    require(cents is not None, MALFORMED, problem=f"Expected euros, such as 1200,50 - at `$.euros.{row}`")
    return {"kind": first(filled, f"kind.{row}"), "label": label, "cents": cents}


def cents_of(euros: str) -> int | None:
    found = EUROS.fullmatch(SPACES.sub("", euros))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def sums(lines: Mapping[str, str]) -> Sums:
    """Of the lines that can be read so far."""
    read = [line for row in LINES if (line := _read(lines, row))]
    kinds = {kind: sum(line.cents for line in read if line.kind is kind) for kind in LineKind}
    return Sums(kinds, price_cents(read), yearly_cents(read))


def _read(lines: Mapping[str, str], row: int) -> PriceLine | None:
    kind, cents = lines.get(f"kind.{row}", ""), cents_of(lines.get(f"euros.{row}", ""))
    return PriceLine(LineKind(kind), "", cents) if kind in set(LineKind) and cents is not None else None


def begun(costing: CostingView | None) -> dict[str, str]:
    """A new estimate begins with the lines of the last one."""
    if not costing or not costing.estimates:
        return {}
    last = costing.estimates[-1]
    lines: dict[str, str] = {"stage": last.stage, "feasibility": last.feasibility, "reason": last.reason}
    for row, line in zip(LINES, last.lines, strict=False):
        lines |= {f"kind.{row}": line.kind, f"label.{row}": line.label, f"euros.{row}": _typed(line.cents)}
    return lines


def _typed(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)


def wrong_in(language: Language, sent: Sent, refused: Problem | None) -> dict[str, str]:
    """What is said at which field of the form that was refused; reports and appeals are told above the page."""
    if sent.act == OF_COMMENT:
        return {}
    if refused and sent.act == "estimate" and refused.code in AT:
        return {AT[refused.code]: refused.title}
    return {name: _said(language, name, title) for name, title in wrong(refused).items()}


def _said(language: Language, name: str, title: str) -> str:
    kind = name.partition(".")[0]
    return text(language, {"euros": IN_EUROS, "label": WHAT_FOR}[kind]) if kind in {"euros", "label"} else title
