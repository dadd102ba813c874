"""What a rule leaves to the style of the ballots."""

import msgspec

from shared.contracts.contests import BallotStyle, CountingRule
from shared.pabulib_rules import UTILITIES


def settled(rule: CountingRule, style: BallotStyle) -> CountingRule:
    """The rule with nothing left open, so that it can be frozen."""
    return msgspec.structs.replace(rule, utility=rule.utility or UTILITIES[style])
