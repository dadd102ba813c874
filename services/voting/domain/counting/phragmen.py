"""Sequential Phragmén: money trickles to all voters alike; what supporters can pay together is bought at once.

Once an item is bought, its rivals are removed from sale: nobody pays for them, and they do not end the count.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from math import lcm

import numpy as np

from services.voting.domain.counting.ballots import Item, Profile
from services.voting.domain.counting.electorate import electorate
from services.voting.domain.counting.outcome import Outcome, Reason
from services.voting.domain.counting.ties import Ties
from services.voting.domain.counting.turns import Turns
from shared.contracts.contests import CountingRule


def phragmen(profile: Profile, rule: CountingRule) -> Outcome:
    """The first time that an item could be paid and does not fit the budget ends the count (as in pabutools).

    Items that cost more than the whole budget do not take part.
    """
    trickle = _Trickle(profile, rule)
    while equals := trickle.soonest():
        if not trickle.buy(equals):
            break
    return trickle.outcome()


class _Trickle:
    """Times are cents that each voter got since the beginning. A voter's purse is empty since the last purchase."""

    def __init__(self, profile: Profile, rule: CountingRule) -> None:
        self.items, self.voters = profile.items, electorate(profile, alike=True)
        self.turns, self.ties = Turns(profile, rule, self.voters.tallies), Ties()
        number = {item.id: at for at, item in enumerate(profile.items)}
        order = [number[item.id] for item in self.turns.in_tie_order(profile.items) if self._takes_part(item)]
        self.open = {item: Fraction(0) for item in order if self.voters.backers[item].total}
        self.times, self.scale = [0], 1  # in 1/scale cents
        self.emptied = np.zeros(len(self.voters.people), np.int64)  # per ballot, which of `times`

    def _takes_part(self, item: Item) -> bool:
        return self.turns.reason(item) is Reason.FUNDED

    def soonest(self) -> Sequence[int]:
        """The items that can be paid first, in tie order. Times only move on, so that old ones are lower bounds."""
        best: Fraction | None = None
        for item in sorted(self.open, key=self.open.__getitem__):
            if best is not None and self.open[item] > best:
                break
            self.open[item] = self._time(item)
            best = self.open[item] if best is None else min(best, self.open[item])
        return [item for item, time in self.open.items() if time == best]

    def _time(self, item: int) -> Fraction:
        backers = self.voters.backers[item]
        people = np.bincount(self.emptied[backers.ballots], backers.people)
        had = sum(time * int(count) for time, count in zip(self.times, people, strict=False))
        return Fraction(self.items[item].cost_cents * self.scale + had, self.scale * backers.total)

    def buy(self, equals: Sequence[int]) -> bool:
        """Buy the first of the equals, unless one of them does not fit."""
        fits = all(self.items[item].cost_cents <= self.turns.left for item in equals)
        if fits:
            item = equals[0]
            time = self.open.pop(item)
            self.ties.take(time, [self.items[equal].id for equal in equals])
            self.emptied[self.voters.backers[item].ballots] = len(self.times)
            finer = lcm(self.scale, time.denominator) // self.scale
            self.scale *= finer
            self.times = [*(earlier * finer for earlier in self.times), int(time * self.scale)]
            self.turns.take(self.items[item], Reason.FUNDED, price=time)
            self.open = {item: time for item, time in self.open.items() if not self.turns.excluded(self.items[item])}
        return fits

    def outcome(self) -> Outcome:
        self.ties.close()
        self.turns.ties.extend(self.ties.found)
        funded = {turn.id for turn in self.turns.taken}
        for item in chain.from_iterable(self.turns.ranked(item for item in self.items if item.id not in funded)):
            self.turns.take(item, self._why_not(item))
        return self.turns.outcome()

    def _why_not(self, item: Item) -> Reason:
        if self.turns.barred(item) is None and not self.voters.backers[self.items.index(item)].total:
            return Reason.UNDERFUNDED
        reason = self.turns.reason(item)
        return Reason.STOPPED if reason is Reason.FUNDED else reason
