"""How many more votes would have funded an item that a greedy rule did not fund.

The more votes, the earlier the item's turn; the earlier, the more money is left, and the fewer rivals are funded. So
there is one item that it must overtake: the first after whose turn it could no longer be funded.
"""

from collections.abc import Mapping
from math import ceil, floor

from services.voting.domain.counting.ballots import Item
from services.voting.domain.counting.outcome import ItemOutcome, Reason
from services.voting.domain.counting.turns import Per, Turns


def votes_needed(turns: Turns, per: Per, *, stops: bool) -> Mapping[str, int]:
    """By the item's id, after all turns; items that no number of votes funds are left out."""
    order = turns.in_tie_order(turns.profile.items)
    items = {item.id: (place, item) for place, item in enumerate(order)}
    needed: dict[str, int] = {}
    for turn in turns.taken:
        if turn.funded or turn.cost_cents > turns.profile.budget_cents:
            continue
        place, item = items[turn.id]
        least = max(turns.rule.threshold - turn.score, turns.rule.min_votes - turn.votes, 0)
        if (last := _last_chance(turns, item, stops=stops)) is None:
            needed[turn.id] = least
            continue
        before, other = items[last.id]
        if (more := _to_overtake(turns, per, item, other, wins_ties=place < before)) is not None:
            needed[turn.id] = max(least, more)
    return needed


def _last_chance(turns: Turns, item: Item, *, stops: bool) -> ItemOutcome | None:
    """The first turn after which the item could not be funded any more."""
    rivals = turns.profile.rivals_of(item.id)
    for turn in turns.taken:
        ended = stops and turn.reason is Reason.TOO_EXPENSIVE
        lost = turn.funded and (turn.id in rivals or item.cost_cents > turn.left_cents - turn.cost_cents)
        if turn.id != item.id and (ended or lost):
            return turn
    return None


def _to_overtake(turns: Turns, per: Per, item: Item, other: Item, *, wins_ties: bool) -> int | None:
    """The least additional score with which the item's turn comes before the other's."""
    ahead, goal = turns.merit(other, per)
    if ahead != (per(item) == 0):
        return None if ahead else 0
    missing = goal * (per(item) or 1) - turns.tallies[item.id].score
    return ceil(missing) if wins_ties else floor(missing) + 1
