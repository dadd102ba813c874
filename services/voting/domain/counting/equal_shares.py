"""The Method of Equal Shares and how it goes on with the money that is left (https://equalshares.net).

Once an item is bought, its rivals are removed from sale: their supporters keep their money for other items. Every share
that a completion tries is a run of its own, with all items for sale again.
"""

from fractions import Fraction
from itertools import chain

from msgspec.structs import replace

from services.voting.domain.counting.ballots import Profile
from services.voting.domain.counting.comparison import compared
from services.voting.domain.counting.electorate import Electorate, electorate
from services.voting.domain.counting.greedy import fund
from services.voting.domain.counting.outcome import Outcome, Reason
from services.voting.domain.counting.purchases import Market, Purchases
from services.voting.domain.counting.ties import Equals
from services.voting.domain.counting.turns import Turns
from shared.contracts.contests import Completion, CountingRule, Utility

UNIT = 100
"""Cents that a share grows by."""

FILLED_UP = {Completion.ADD1U, Completion.UTILITARIAN, Completion.EXHAUSTIVE}


def equal_shares(profile: Profile, rule: CountingRule) -> Outcome:
    """Buy what supporters can pay together, then complete and compare as the rule says.

    Raises `ValueError` if the rule is not settled.
    """
    if rule.utility is None:
        raise ValueError("the rule says not yet what a voter gains")
    voters = electorate(profile, alike=rule.utility is Utility.CARDINALITY)
    turns = Turns(profile, rule, voters.tallies)
    people = max(sum(profile.ballots.values()), 1)
    purchases, turns.ties = _complete(market(turns, voters), profile.budget_cents, people, rule.completion)
    _take(turns, purchases)
    outcome = turns.outcome(purchases.share)
    return compared(outcome, profile, voters) if rule.comparison else outcome


def market(turns: Turns, voters: Electorate) -> Market:
    """Only items that have the votes they need are for sale."""
    items, rule = turns.profile.items, turns.rule
    number = {item.id: at for at, item in enumerate(items)}
    rivals = (turns.profile.rivals_of(item.id) for item in items)
    return Market(
        voters=voters,
        ids=tuple(number),
        costs=tuple(item.cost_cents for item in items),
        gains=tuple(max(item.cost_cents, 1) if rule.utility is Utility.COST else 1 for item in items),
        order=tuple(number[item.id] for item in turns.in_tie_order(filter(turns.running, items))),
        rivals=tuple(frozenset(number[id_] for id_ in excluded if id_ in number) for excluded in rivals),
    )


def _complete(market: Market, budget: int, people: int, completion: Completion) -> tuple[Purchases, list[Equals]]:
    share = Fraction(budget, people)
    match completion:
        case Completion.NONE | Completion.UTILITARIAN:
            purchases = Purchases(market, share)
            return purchases, purchases.ties
        case Completion.ADD1 | Completion.ADD1U:
            raised, ties = add1(market, budget, whole := Fraction(share // UNIT * UNIT))
            if raised.share > whole:
                return raised, ties
            exact = Purchases(market, share)
            return exact, list(dict.fromkeys(ties + exact.ties))
        case Completion.EXHAUSTIVE:
            return add1(market, budget, share, until_exhaustive=True)


def add1(
    market: Market, budget: int, share: Fraction, unit: int = UNIT, *, until_exhaustive: bool = False
) -> tuple[Purchases, list[Equals]]:
    """Raise everybody's share by a unit as long as the purchases are within the budget.

    It ends, too, where nothing that somebody supports is for sale any more. Where the shares between two are known to
    buy alike, they are leapt over. The ties are those at any share, also at the one that spends too much: in another
    order it might have been the last.
    """
    best, leap = Purchases(market, share), 1
    ties = dict.fromkeys(best.ties)
    while best.wanted and not (until_exhaustive and _exhaustive(best, budget)):
        raised = Purchases(market, best.share + leap * unit, best, only_alike=leap > 1)
        if leap > 1 and not raised.alike:
            leap //= 2
            continue
        ties |= dict.fromkeys(raised.ties)
        if raised.spent > budget:
            break
        best, leap = raised, 2 * leap if raised.alike else 1
    return best, list(ties)


def _exhaustive(purchases: Purchases, budget: int) -> bool:
    left = budget - purchases.spent
    return all(purchases.market.costs[item] > left for item in purchases.for_sale)


def _take(turns: Turns, purchases: Purchases) -> None:
    items = turns.profile.items
    for purchase in purchases.made:
        turns.take(items[purchase.item], Reason.FUNDED, price=purchase.price, paid_in_full=purchase.in_full)
    bought = {purchase.item for purchase in purchases.made}
    rest = [item for at, item in enumerate(items) if at not in bought]
    if turns.rule.completion in FILLED_UP:
        fund(turns, rest)
    else:
        for item in chain.from_iterable(turns.ranked(rest)):
            turns.take(item, turns.barred(item) or Reason.UNDERFUNDED)
    lacking = {items[at].id: purchases.purses.lacking(at) for at in purchases.wanted}
    turns.taken = [turn if turn.funded else replace(turn, lacking_cents=lacking.get(turn.id)) for turn in turns.taken]
