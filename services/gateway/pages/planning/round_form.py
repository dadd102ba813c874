"""What the form of a new round says."""

from services.gateway.pages.filled import Filled, Given
from services.gateway.pages.planning.timetable import timetable_in
from services.gateway.pages.planning.typed import cents, given, ticked, words
from shared.contracts.contests import RuleName

CONTESTS = range(1, 5)  # rows of the form
LIMITS = ("style", "min_choices", "max_choices", "max_points")
RULE = ("threshold", "min_votes", "tie_order")


def round_in(filled: Filled) -> Given:
    """Raises `Refused`."""
    return {
        **given(filled, "programme", "name", "package"),
        "budget_cents": cents(filled, "budget"),
        "timetable": timetable_in(filled),
        "limits": given(filled, *LIMITS),
        "rule": _rule(filled),
        "roll": {**given(filled, "min_age", "on"), "homes": ticked(filled, "homes")},
        "contests": [_contest(filled, row) for row in CONTESTS if words(filled, f"{row}.name")],
        "trial": is_trial(filled),
    }


def is_trial(filled: Filled) -> bool:
    return bool(words(filled, "trial"))


def _rule(filled: Filled) -> Given:
    """How Equal Shares goes on with the rest belongs to it alone."""
    own = given(filled, "completion") if words(filled, "rule") == RuleName.EQUAL_SHARES else {}
    return {"name": words(filled, "rule") or RuleName.GREEDY, **given(filled, *RULE), **own}


def _contest(filled: Filled, row: int) -> Given:
    """By the limits and the rule of the round."""
    return {
        "id": f"contest-{row}",
        "name": words(filled, f"{row}.name"),
        "budget_cents": cents(filled, f"{row}.budget"),
        "limits": given(filled, *LIMITS),
        "rule": _rule(filled),
        "homes": ticked(filled, f"{row}.home"),
    }
