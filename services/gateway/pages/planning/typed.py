"""What was typed into a planning form, and what is wrong with it: kept, and told at its field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from services.gateway.pages.filled import NUMBER, Filled, Given, first
from services.gateway.pages.proposals.costing_form import cents_of
from services.gateway.pages.voting.vote_forms import Kept
from services.gateway.problems import Problem, problem
from services.gateway.visit import Visit
from shared.messages import MALFORMED, Refusal, require
from shared.texts import text

FIELD_OF = {
    "package_dates": "ends_on",
    "not_leading": "measures",
    "gathering_times": "ends_at",
    "survey_times": "closes_at",
    "question_choices": "{question}.choices",
    "unknown_subject": "about",
    "evaluation_years": "follow_up_year",
    "target_of_nothing": "indicator",
    "limits_impossible": "max_choices",
    "points_missing": "max_points",
    "contest_budgets": "budget",
    "not_said_yet": "said_at",
    "not_in_order": "due",
    "not_a_picture": "file",
    "picture_too_big": "file",
}
"""Where a reason that names no field has its place in the forms."""
NAMED = {"budget_cents": "budget"}  # what a command and its form call differently
INDEX = re.compile(r"\[\d+\]")
ROW = re.compile(r"\[(\d+)\]\.")


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


CHECK = _("Check this.")


@dataclass(frozen=True)
class Typed(Kept):
    """`wrong`: what to say at which field of the form."""

    problem: Problem | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def refused(cls, visit: Visit, form: str, filled: Filled, refusal: Refusal) -> Self:
        told = problem(visit.language, refusal)
        if refusal.reason.code == MALFORMED.code:
            at = _field(str(told.values.get("field", "")), filled)
            return cls(form, filled, told, {at: text(visit.language, CHECK)} if at else {})
        at = FIELD_OF.get(refusal.reason.code, "").format_map(refusal.values)
        return cls(form, filled, told, {at: told.title} if at else {})

    def error(self, form: str, name: str) -> str:
        return self.wrong.get(name, "") if form == self.form else ""

    @property
    def links(self) -> Sequence[tuple[str, str]]:
        """To the fields that are wrong."""
        return [(f"{self.form}-{name}", words) for name, words in self.wrong.items()]


NOTHING = Typed("", {})


def _field(path: str, filled: Filled) -> str:
    """`questions[0].text` is the field `1.text`; of `limits.max_choices` the form has the last part alone."""
    name = path.rpartition(".")[2]
    place = ROW.search(path)
    if place:
        return f"{int(place[1]) + 1}.{NAMED.get(name, name)}"
    bare = INDEX.sub("", path if path in filled else name)
    return NAMED.get(bare, bare)


def words(filled: Filled, name: str) -> str:
    return first(filled, name).replace("\r\n", "\n").strip()


def given(filled: Filled, *names: str) -> Given:
    """Those that are not left empty."""
    return {name: typed for name in names if (typed := words(filled, name))}


def ticked(filled: Filled, name: str) -> list[str]:
    return [one for one in filled.get(name, []) if one]


def cents(filled: Filled, name: str) -> int:
    """Raises `Refused`."""
    found = cents_of(first(filled, name))
    require(found is not None, MALFORMED, problem=f"Expected euros - at `$.{name}`")
    return found or 0


def number(filled: Filled, name: str) -> int:
    """Raises `Refused`."""
    typed = words(filled, name)
    require(NUMBER.fullmatch(typed) is not None, MALFORMED, problem=f"Expected a number - at `$.{name}`")
    return int(typed)
