"""Equal Shares as one would explain it: voter by voter, in fractions, one share after the other. Slow and plain."""

from collections.abc import Iterable
from fractions import Fraction

from services.voting.domain.counting import Tally, tally
from services.voting.domain.counting.ties import in_tie_order
from shared.contracts.contests import Completion, CountingRule, Utility
from tests.voting.counting.elections import FILLED_UP, Election

UNIT = 100
Bought = list[tuple[str, Fraction]]
"""Items in the order bought, and what a point for each cost."""


class SlowCount:
    def __init__(self, election: Election, rule: CountingRule) -> None:
        self.election, self.rule, profile = election, rule, election.profile
        self.costs = {item.id: item.cost_cents for item in profile.items}
        self.tallies = tally(profile)
        self.order = [item.id for item in in_tie_order(profile.items, rule.tie_order, profile.seed)]
        self.running = [id_ for id_ in self.order if self._has_the_votes(self.tallies[id_])]

    def _has_the_votes(self, tally: Tally) -> bool:
        return tally.score >= self.rule.threshold and tally.votes >= self.rule.min_votes

    def points(self, ballot: dict[str, int], item: str) -> int:
        given = max(ballot.get(item, 0), 0)
        return min(given, 1) if self.rule.utility is Utility.CARDINALITY else given

    def for_sale(self, taken: Iterable[str]) -> list[str]:
        taken = set(taken)
        return [id_ for id_ in self.running if id_ not in taken and not self.election.profile.rivals_of(id_) & taken]

    def run(self, share: Fraction) -> Bought:
        """Buy with this share for each voter, as long as supporters can pay."""
        purses = [share] * len(self.election.cast)
        bought: Bought = []
        while True:
            prices = {item: self.price(item, purses) for item in self.for_sale(id_ for id_, _ in bought)}
            offers = {item: price for item, price in prices.items() if price is not None}
            if not offers:
                return bought
            item = min(offers, key=lambda id_: offers[id_] / self.worth(id_))
            bought.append((item, offers[item]))
            for voter, ballot in enumerate(self.election.cast):
                purses[voter] -= min(purses[voter], offers[item] * self.points(ballot, item))

    def worth(self, item: str) -> int:
        return max(self.costs[item], 1) if self.rule.utility is Utility.COST else 1

    def price(self, item: str, purses: list[Fraction]) -> Fraction | None:
        """What a point costs if all pay for their points, or all they have; None where that is not enough."""
        backers = [
            (purse, n) for purse, b in zip(purses, self.election.cast, strict=True) if (n := self.points(b, item))
        ]
        missing, points = Fraction(self.costs[item]), sum(n for _, n in backers)
        for purse, n in sorted(backers, key=lambda backer: backer[0] / backer[1]):
            if missing / points * n <= purse:
                return missing / points
            missing, points = missing - purse, points - n
        return None

    def spent(self, bought: Bought) -> int:
        return sum(self.costs[item] for item, _ in bought)

    def completed(self) -> tuple[Fraction, Bought]:
        """The last share, and what it bought."""
        exact, way = Fraction(self.election.budget, max(len(self.election.cast), 1)), self.rule.completion
        if way in {Completion.NONE, Completion.UTILITARIAN}:
            return exact, self.run(exact)
        if way is Completion.EXHAUSTIVE:
            return self.raised(exact)
        whole = Fraction(exact // UNIT * UNIT)
        share, bought = self.raised(whole)
        return (share, bought) if share > whole else (exact, self.run(exact))

    def raised(self, share: Fraction) -> tuple[Fraction, Bought]:
        bought = self.run(share)
        while self.goes_on(bought) and self.spent(higher := self.run(share + UNIT)) <= self.election.budget:
            share, bought = share + UNIT, higher
        return share, bought

    def goes_on(self, bought: Bought) -> bool:
        rest = self.for_sale(id_ for id_, _ in bought)
        wanted = any(self.points(ballot, item) for item in rest for ballot in self.election.cast)
        left = self.election.budget - self.spent(bought)
        fits = any(self.costs[item] <= left for item in rest)
        return wanted and (fits or self.rule.completion is not Completion.EXHAUSTIVE)

    def filled_up(self, taken: list[str]) -> list[str]:
        """The most votes first."""
        left = self.election.budget - sum(self.costs[item] for item in taken)
        for item in sorted(self.order, key=lambda id_: -self.tallies[id_].score):
            if item in self.for_sale(taken) and self.costs[item] <= left:
                taken, left = [*taken, item], left - self.costs[item]
        return taken

    def selected(self) -> list[str]:
        bought = [item for item, _ in self.completed()[1]]
        shared = self.filled_up(bought) if self.rule.completion in FILLED_UP else bought
        prefer_greedy, prefer_shared = self.preferences(greedy := self.filled_up([]), shared)
        return greedy if self.rule.comparison and prefer_greedy > prefer_shared else shared

    def preferences(self, one: list[str], other: list[str]) -> tuple[int, int]:
        """How many gain more from the one, and how many from the other."""
        pairs = [(self.gain(ballot, one), self.gain(ballot, other)) for ballot in self.election.cast]
        return sum(mine > theirs for mine, theirs in pairs), sum(mine < theirs for mine, theirs in pairs)

    def gain(self, ballot: dict[str, int], items: list[str]) -> int:
        costs = self.costs if self.rule.utility is Utility.COST else dict.fromkeys(self.costs, 1)
        return sum(self.points(ballot, item) * costs[item] for item in items)
