"""The greedy rules: go through the items from the best to the worst and fund each that still fits."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from services.voting.domain.counting.ballots import Item, Profile, Tally, tally
from services.voting.domain.counting.outcome import Outcome, Reason
from services.voting.domain.counting.turns import Merit, Turns, score
from shared.contracts.areas import CountingRule


def greedy(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; what does not fit is passed over."""
    return _count(profile, rule, score)


def greedy_no_skip(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; the first item that does not fit ends the count."""
    return _count(profile, rule, score, stops=True)


def greedy_per_cost(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score per euro first; what does not fit is passed over."""
    return _count(profile, rule, _score_per_cost)


def _score_per_cost(item: Item, tally: Tally) -> tuple[bool, Fraction]:
    free = item.cost_cents == 0
    return free, Fraction(tally.score, 1 if free else item.cost_cents)


def _count(profile: Profile, rule: CountingRule, merit: Merit, *, stops: bool = False) -> Outcome:
    turns = Turns(profile, rule, tally(profile))
    fund(turns, profile.items, merit, stops=stops)
    return turns.outcome()


def fund(turns: Turns, items: Iterable[Item], merit: Merit = score, *, stops: bool = False) -> None:
    """Give each item its turn. `stops`: the first that does not fit ends it."""
    stopped = False
    for equals in turns.ranked(items, merit):
        running = [item for item in equals if turns.running(item)]
        if not stopped and _order_matters(turns, running, stops=stops):
            turns.ties.append(tuple(item.id for item in running))
        for item in equals:
            reason = Reason.STOPPED if stopped and turns.running(item) else turns.reason(item)
            turns.take(item, reason)
            stopped = stopped or (stops and reason is Reason.TOO_EXPENSIVE)


def _order_matters(turns: Turns, equals: Sequence[Item], *, stops: bool) -> bool:
    fitting = [item for item in equals if item.cost_cents <= turns.left]
    if not fitting:
        return False
    return sum(item.cost_cents for item in (equals if stops else fitting)) > turns.left
