"""Items take their turns, one after the other, with the money that is left."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from services.voting.domain.counting.ballots import Item, Profile, Tally
from services.voting.domain.counting.outcome import ItemOutcome, Outcome, Reason
from services.voting.domain.counting.ties import Equals, in_tie_order
from shared.contracts.contests import CountingRule

Per = Callable[[Item], int]
"""What an item's score is divided by to rank it; where that is nothing, the item goes before all others."""


def one(_: Item) -> int:
    return 1


def cost(item: Item) -> int:
    return item.cost_cents


class Turns:
    """What became of each item so far. One rule may finish what another began."""

    def __init__(self, profile: Profile, rule: CountingRule, tallies: Mapping[str, Tally]) -> None:
        self.profile, self.rule, self.tallies = profile, rule, tallies
        self.left = profile.budget_cents
        self.taken: list[ItemOutcome] = []
        self.ties: list[Equals] = []
        self._excluded: set[str] = set()

    def running(self, item: Item) -> bool:
        """It has the votes that every item needs."""
        tally = self.tallies[item.id]
        return tally.score >= self.rule.threshold and tally.votes >= self.rule.min_votes

    def excluded(self, item: Item) -> bool:
        """A rival of it is funded."""
        return item.id in self._excluded

    def barred(self, item: Item) -> Reason | None:
        """Why the item cannot be funded however much money is left."""
        tally = self.tallies[item.id]
        if tally.score < self.rule.threshold:
            return Reason.BELOW_THRESHOLD
        if tally.votes < self.rule.min_votes:
            return Reason.BELOW_MIN_VOTES
        return Reason.RIVAL_FUNDED if self.excluded(item) else None

    def reason(self, item: Item) -> Reason:
        """What becomes of the item if it is its turn now."""
        return self.barred(item) or (Reason.FUNDED if item.cost_cents <= self.left else Reason.TOO_EXPENSIVE)

    def in_tie_order(self, items: Iterable[Item]) -> list[Item]:
        return in_tie_order(items, self.rule.tie_order, self.profile.seed)

    def merit(self, item: Item, per: Per, more: int = 0) -> tuple[bool, Fraction]:
        """What items are ranked by; `more` is a score on top of the item's own."""
        divisor = per(item)
        return divisor == 0, Fraction(self.tallies[item.id].score + more, divisor or 1)

    def ranked(self, items: Iterable[Item], per: Per = one) -> Iterator[list[Item]]:
        """The equals of each merit in tie order, the best first."""

        def merit(item: Item) -> tuple[bool, Fraction]:
            return self.merit(item, per)

        ordered = sorted(self.in_tie_order(items), key=merit, reverse=True)
        return (list(equals) for _, equals in groupby(ordered, key=merit))

    def take(
        self, item: Item, reason: Reason, *, price: Fraction | None = None, paid_in_full: int | None = None
    ) -> None:
        self.taken.append(
            ItemOutcome(
                id=item.id,
                cost_cents=item.cost_cents,
                votes=self.tallies[item.id].votes,
                score=self.tallies[item.id].score,
                rank=len(self.taken) + 1,
                reason=reason,
                left_cents=self.left,
                price=None if price is None else str(price),
                paid_in_full=paid_in_full,
            )
        )
        if reason is Reason.FUNDED:
            self.left -= item.cost_cents
            self._excluded |= self.profile.rivals_of(item.id)

    def outcome(self, share: Fraction | None = None) -> Outcome:
        return Outcome(
            rule=self.rule,
            ballots=sum(self.profile.ballots.values()),
            budget_cents=self.profile.budget_cents,
            spent_cents=self.profile.budget_cents - self.left,
            selected=tuple(turn.id for turn in self.taken if turn.funded),
            items=tuple(self.taken),
            ties=tuple(self.ties),
            share=None if share is None else str(share),
        )
