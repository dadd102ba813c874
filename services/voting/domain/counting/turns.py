"""Items take their turns, one after the other, with the money that is left."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from services.voting.domain.counting.ballots import Item, Profile, Tally
from services.voting.domain.counting.outcome import ItemOutcome, Outcome, Reason
from services.voting.domain.counting.ties import in_tie_order
from shared.contracts.areas import CountingRule

Merit = Callable[[Item, Tally], int | tuple[bool, Fraction]]


def score(_: Item, tally: Tally) -> int:
    return tally.score


class Turns:
    """What became of each item so far. One rule may finish what another began."""

    def __init__(self, profile: Profile, rule: CountingRule, tallies: Mapping[str, Tally]) -> None:
        self.profile, self.rule, self.tallies = profile, rule, tallies
        self.left = profile.budget_cents
        self.taken: list[ItemOutcome] = []
        self.ties: list[tuple[str, ...]] = []

    def running(self, item: Item) -> bool:
        return self.tallies[item.id].score >= self.rule.threshold

    def reason(self, item: Item) -> Reason:
        """What becomes of the item if it is its turn now."""
        if not self.running(item):
            return Reason.BELOW_THRESHOLD
        return Reason.FUNDED if item.cost_cents <= self.left else Reason.TOO_EXPENSIVE

    def ranked(self, items: Iterable[Item], merit: Merit = score) -> Iterator[list[Item]]:
        """The equals of each merit in tie order, the best first."""

        def of(item: Item) -> int | tuple[bool, Fraction]:
            return merit(item, self.tallies[item.id])

        ordered = sorted(in_tie_order(items, self.rule.tie_order), key=of, reverse=True)
        return (list(equals) for _, equals in groupby(ordered, key=of))

    def take(self, item: Item, reason: Reason, *, price: Fraction | None = None, lacking: int | None = None) -> None:
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
                lacking_cents=lacking,
            )
        )
        if reason is Reason.FUNDED:
            self.left -= item.cost_cents

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
