"""Small random elections, and the rules to count them by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName, TieOrder, Utility

IDS = "abcde"
GREEDY = [name for name in RuleName if name.startswith("greedy")]
FILLED_UP = {Completion.ADD1U, Completion.UTILITARIAN, Completion.EXHAUSTIVE}


@dataclass(frozen=True)
class Election:
    """`cast`: of each voter what the ballot gives to the items it names."""

    items: tuple[Item, ...]
    budget: int
    cast: Sequence[dict[str, int]]
    rivals: tuple[tuple[str, ...], ...] = ()

    @property
    def profile(self) -> Profile:
        ballots = group(BallotStyle.SCORING, ((tuple(given), tuple(given.values())) for given in self.cast))
        return Profile(self.items, self.budget, ballots, self.rivals, seed="of this test")

    def count(self, rule: CountingRule) -> Outcome:
        return count(self.profile, rule)

    def with_votes(self, item: str, more: int) -> "Election":
        """`more` people come and give this item alone one point."""
        return replace(self, cast=[*self.cast, *({item: 1} for _ in range(more))])

    def cheaper(self, item: str, by: int) -> "Election":
        costs = ((it.id, it.cost_cents - by * (it.id == item)) for it in self.items)
        return replace(self, items=tuple(Item(id_, cost) for id_, cost in costs))

    def listed(self, order: Sequence[str]) -> "Election":
        return replace(self, items=tuple(sorted(self.items, key=lambda item: order.index(item.id))))


def elections(cost: int, budget: int, points: int) -> st.SearchStrategy[Election]:
    """Costs, budget and points up to what is given. A ballot may give less than nothing."""
    return st.builds(
        Election,
        st.tuples(*(st.builds(Item, st.just(item_id), st.integers(0, cost)) for item_id in IDS)),
        st.integers(0, budget),
        st.lists(st.dictionaries(st.sampled_from(IDS), st.integers(-1, points), max_size=len(IDS)), max_size=8),
        st.just(()) | st.lists(st.lists(st.sampled_from(IDS), max_size=3).map(tuple), max_size=2).map(tuple),
    )


cheap = elections(6, 20, 2)
priced = elections(1200, 3000, 6)

thresholds = st.integers(0, 4)
tie_orders = st.sampled_from(TieOrder)
min_votes = st.just(0) | st.integers(0, 3)
greedy_rules = st.builds(CountingRule, st.sampled_from(GREEDY), thresholds, tie_orders, min_votes=min_votes)
equal_shares = st.builds(
    CountingRule,
    st.just(RuleName.EQUAL_SHARES),
    thresholds,
    tie_orders,
    st.sampled_from(Utility),
    st.sampled_from(Completion),
    min_votes,
    st.booleans(),
)
phragmen = st.builds(CountingRule, st.just(RuleName.PHRAGMEN), thresholds, tie_orders, min_votes=min_votes)
rules = greedy_rules | equal_shares | phragmen
