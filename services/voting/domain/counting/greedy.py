"""The greedy rules: go through the items from the best to the worst and fund each that still fits."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby

from services.voting.domain.counting.ballots import Item, Profile, Tally, tally
from services.voting.domain.counting.outcome import ItemOutcome, Outcome, Reason
from services.voting.domain.counting.ties import in_tie_order
from shared.contracts.areas import CountingRule

Merit = Callable[[Item, Tally], int | tuple[bool, Fraction]]


def greedy(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; what does not fit is passed over."""
    return _Count(profile, rule, _score).outcome()


def greedy_no_skip(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score first; the first item that does not fit ends the count."""
    return _Count(profile, rule, _score, stops=True).outcome()


def greedy_per_cost(profile: Profile, rule: CountingRule) -> Outcome:
    """The highest score per euro first; what does not fit is passed over."""
    return _Count(profile, rule, _score_per_cost).outcome()


def _score(_: Item, tally: Tally) -> int:
    return tally.score


def _score_per_cost(item: Item, tally: Tally) -> tuple[bool, Fraction]:
    free = item.cost_cents == 0
    return free, Fraction(tally.score, 1 if free else item.cost_cents)


class _Count:
    """One pass over the ranked items with the money that is left."""

    def __init__(self, profile: Profile, rule: CountingRule, merit: Merit, *, stops: bool = False) -> None:
        self.profile, self.rule, self.stops = profile, rule, stops
        self.tallies = tally(profile)
        self.merit = lambda item: merit(item, self.tallies[item.id])
        self.left, self.stopped = profile.budget_cents, False
        self.turns: list[ItemOutcome] = []
        self.ties: list[tuple[str, ...]] = []

    def outcome(self) -> Outcome:
        ranked = sorted(in_tie_order(self.profile.items, self.rule.tie_order), key=self.merit, reverse=True)
        for _, equals in groupby(ranked, key=self.merit):
            self._take(list(equals))
        selected = tuple(turn.id for turn in self.turns if turn.funded)
        budget = self.profile.budget_cents
        ballots = sum(self.profile.ballots.values())
        return Outcome(self.rule, ballots, budget, budget - self.left, selected, tuple(self.turns), tuple(self.ties))

    def _take(self, equals: list[Item]) -> None:
        running = [item for item in equals if self._passes(item)]
        if self._order_matters(running):
            self.ties.append(tuple(item.id for item in running))
        for item in equals:
            reason, got, rank = self._reason(item), self.tallies[item.id], len(self.turns) + 1
            self.turns.append(ItemOutcome(item.id, item.cost_cents, got.votes, got.score, rank, reason, self.left))
            if reason is Reason.FUNDED:
                self.left -= item.cost_cents
            elif reason is Reason.TOO_EXPENSIVE:
                self.stopped = self.stops

    def _order_matters(self, equals: Sequence[Item]) -> bool:
        fitting = [item for item in equals if item.cost_cents <= self.left]
        if self.stopped or not fitting:
            return False
        return sum(item.cost_cents for item in (equals if self.stops else fitting)) > self.left

    def _passes(self, item: Item) -> bool:
        return self.tallies[item.id].score >= self.rule.threshold

    def _reason(self, item: Item) -> Reason:
        if not self._passes(item):
            return Reason.BELOW_THRESHOLD
        if self.stopped:
            return Reason.STOPPED
        return Reason.FUNDED if item.cost_cents <= self.left else Reason.TOO_EXPENSIVE
