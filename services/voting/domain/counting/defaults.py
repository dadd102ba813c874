"""What a rule leaves to the style of the ballots."""

import msgspec

from shared.contracts.areas import BallotStyle, CountingRule, Utility

UTILITIES = {
    BallotStyle.APPROVAL: Utility.COST,
    BallotStyle.CHOOSE_ONE: Utility.COST,
    BallotStyle.CUMULATIVE: Utility.POINTS,
    BallotStyle.SCORING: Utility.POINTS,
    BallotStyle.ORDINAL: Utility.BORDA,
}
"""Cities that count approvals by Equal Shares let a voter gain the cost of each choice."""


def settled(rule: CountingRule, style: BallotStyle) -> CountingRule:
    """The rule with nothing left open, so that it can be frozen."""
    return msgspec.structs.replace(rule, utility=rule.utility or UTILITIES[style])
