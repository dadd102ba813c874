"""Elections written out in a test, of approvals."""

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName, Utility


def approvals(budget: int, items: dict[str, int], *ballots: str) -> Profile:
    cast = ((tuple(ballot.split()), ()) for ballot in ballots)
    named = tuple(Item(id_, cost) for id_, cost in items.items())
    return Profile(named, budget, group(BallotStyle.APPROVAL, cast))


def equal_shares(
    profile: Profile, completion: Completion = Completion.NONE, utility: Utility = Utility.COST
) -> Outcome:
    return count(profile, CountingRule(RuleName.EQUAL_SHARES, utility=utility, completion=completion))
