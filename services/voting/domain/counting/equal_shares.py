"""The Method of Equal Shares and how it goes on with the money that is left (https://equalshares.net)."""

from fractions import Fraction
from itertools import chain

from services.voting.domain.counting.ballots import Profile
from services.voting.domain.counting.electorate import Electorate, electorate
from services.voting.domain.counting.greedy import fund
from services.voting.domain.counting.outcome import Outcome, Reason
from services.voting.domain.counting.purchases import Market, Purchases
from services.voting.domain.counting.ties import in_tie_order
from services.voting.domain.counting.turns import Turns
from shared.contracts.areas import Completion, CountingRule, Utility

UNIT = 100
"""Cents that a share grows by."""

FILLED_UP = {Completion.ADD1U, Completion.UTILITARIAN, Completion.EXHAUSTIVE}


def equal_shares(profile: Profile, rule: CountingRule) -> Outcome:
    """Buy what supporters can pay together, then complete as the rule says."""
    voters = electorate(profile, alike=rule.utility is Utility.CARDINALITY)
    turns = Turns(profile, rule, voters.tallies)
    people = max(sum(profile.ballots.values()), 1)
    purchases = _complete(market(turns, voters), profile.budget_cents, people, rule.completion)
    _take(turns, purchases)
    return turns.outcome(purchases.share)


def market(turns: Turns, voters: Electorate) -> Market:
    """Only items that reach the threshold are for sale."""
    items, rule = turns.profile.items, turns.rule
    number = {item.id: at for at, item in enumerate(items)}
    return Market(
        voters=voters,
        ids=tuple(number),
        costs=tuple(item.cost_cents for item in items),
        gains=tuple(max(item.cost_cents, 1) if rule.utility is Utility.COST else 1 for item in items),
        order=tuple(number[item.id] for item in in_tie_order(filter(turns.running, items), rule.tie_order)),
    )


def _complete(market: Market, budget: int, people: int, completion: Completion) -> Purchases:
    share = Fraction(budget, people)
    match completion:
        case Completion.NONE | Completion.UTILITARIAN:
            return Purchases(market, share)
        case Completion.ADD1 | Completion.ADD1U:
            raised = add1(market, budget, whole := Fraction(share // UNIT * UNIT))
            return raised if raised.share > whole else Purchases(market, share)
        case Completion.EXHAUSTIVE:
            return add1(market, budget, share, until_exhaustive=True)


def add1(
    market: Market, budget: int, share: Fraction, unit: int = UNIT, *, until_exhaustive: bool = False
) -> Purchases:
    """Raise everybody's share by a unit as long as the purchases are within the budget.

    More purchases are possible as long as not all items that somebody supports are bought. Where the shares between two
    are known to buy alike, they are leapt over.
    """
    supported = sum(market.voters.backers[item].total > 0 for item in market.order)
    best, leap = Purchases(market, share), 1
    while len(best.made) < supported and not (until_exhaustive and _exhaustive(best, budget)):
        raised = Purchases(market, best.share + leap * unit, best, only_alike=leap > 1)
        if raised.alike:
            best, leap = raised, 2 * leap
        elif leap > 1:
            leap //= 2
        elif raised.spent > budget:
            break
        else:
            best = raised
    return best


def _exhaustive(purchases: Purchases, budget: int) -> bool:
    market, made = purchases.market, {purchase.item for purchase in purchases.made}
    left = budget - purchases.spent
    return all(market.costs[item] > left for item in market.order if item not in made)


def _take(turns: Turns, purchases: Purchases) -> None:
    items = turns.profile.items
    turns.ties.extend(purchases.ties)
    for purchase in purchases.made:
        turns.take(items[purchase.item], Reason.FUNDED, price=purchase.price)
    rest = {items[at]: at for at in set(range(len(items))) - {purchase.item for purchase in purchases.made}}
    if turns.rule.completion in FILLED_UP:
        fund(turns, [item for item in items if item in rest])
        return
    for item in chain.from_iterable(turns.ranked(item for item in items if item in rest)):
        reason = Reason.TOO_EXPENSIVE if turns.running(item) else Reason.BELOW_THRESHOLD
        turns.take(item, reason, lacking=purchases.purses.lacking(rest[item]))
