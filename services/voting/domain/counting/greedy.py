"""The greedy rules: go through the items from the best to the worst and fund each that still fits.

An item of which a rival is funded already is passed over, and does not end a count without skipping.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from services.voting.domain.counting.ballots import Item, Profile, tally
from services.voting.domain.counting.needed import votes_needed
from services.voting.domain.counting.outcome import Outcome, Reason
from services.voting.domain.counting.turns import Per, Turns, cost, one
from shared.contracts.contests import CountingRule


def greedy(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; what does not fit is passed over."""
    return _count(profile, rule, one)


def greedy_no_skip(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; the first item that does not fit ends the count."""
    return _count(profile, rule, one, stops=True)


def greedy_per_cost(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score per euro first; what does not fit is passed over."""
    return _count(profile, rule, cost)


def _count(profile: Profile, rule: CountingRule, per: Per, *, stops: bool = False) -> Outcome:
    turns = Turns(profile, rule, tally(profile))
    fund(turns, profile.items, per, stops=stops)
    needed = votes_needed(turns, per, stops=stops)
    turns.taken = [replace(turn, needed=needed.get(turn.id)) for turn in turns.taken]
    return turns.outcome()


def fund(turns: Turns, items: Iterable[Item], per: Per = one, *, stops: bool = False) -> None:
    """Give each item its turn. `stops`: the first that does not fit ends it."""
    stopped = False
    for equals in turns.ranked(items, per):
        able = [item for item in equals if turns.barred(item) is None]
        if not stopped and _order_matters(turns, able, stops=stops):
            turns.ties.append(tuple(item.id for item in able))
        for item in equals:
            reason = turns.barred(item) or (Reason.STOPPED if stopped else turns.reason(item))
            turns.take(item, reason)
            stopped = stopped or (stops and reason is Reason.TOO_EXPENSIVE)


def _order_matters(turns: Turns, equals: Sequence[Item], *, stops: bool) -> bool:
    fitting = [item for item in equals if item.cost_cents <= turns.left]
    costs = sum(item.cost_cents for item in (equals if stops else fitting))
    return bool(fitting) and (costs > turns.left or _any_rivals(turns.profile, fitting))


def _any_rivals(profile: Profile, items: Sequence[Item]) -> bool:
    ids = {item.id for item in items}
    return any(profile.rivals_of(id_) & ids for id_ in ids)
