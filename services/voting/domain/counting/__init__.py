"""Counting ballots: exact, pure, and blind to the order in which they arrived. One module a family of rules."""

from collections.abc import Callable, Mapping

from services.voting.domain.counting.ballots import Item, Profile, Scores, Tally, group, tally
from services.voting.domain.counting.defaults import settled
from services.voting.domain.counting.greedy import greedy, greedy_no_skip, greedy_per_cost
from services.voting.domain.counting.outcome import Comparison, ItemOutcome, Outcome, Reason
from shared.contracts.contests import CountingRule, RuleName

__all__ = [
    "RULES",
    "Comparison",
    "Item",
    "ItemOutcome",
    "Outcome",
    "Profile",
    "Reason",
    "Scores",
    "Tally",
    "count",
    "group",
    "settled",
    "tally",
]


def _equal_shares(profile: Profile, rule: CountingRule) -> Outcome:
    from services.voting.domain.counting.equal_shares import equal_shares  # numpy, only where it counts

    return equal_shares(profile, rule)


def _phragmen(profile: Profile, rule: CountingRule) -> Outcome:
    from services.voting.domain.counting.phragmen import phragmen

    return phragmen(profile, rule)


RULES: Mapping[RuleName, Callable[[Profile, CountingRule], Outcome]] = {
    RuleName.GREEDY: greedy,
    RuleName.GREEDY_NO_SKIP: greedy_no_skip,
    RuleName.GREEDY_THRESHOLD: greedy,
    RuleName.GREEDY_PER_COST: greedy_per_cost,
    RuleName.EQUAL_SHARES: _equal_shares,
    RuleName.PHRAGMEN: _phragmen,
}


def count(profile: Profile, rule: CountingRule) -> Outcome:
    """Count by the rule's name; the same ballots in any order give the same outcome.

    Raises `ValueError` if the rule is not settled, or a draw has no seed.
    """
    return RULES[rule.name](profile, rule)
