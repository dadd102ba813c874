"""Every voter's purse under Equal Shares: floats with a proven error to look quickly, exact where it decides.

A purse is one voter's share less the price of each purchase the voter supports, as long as it lasts; then it is empty.
So the money of any group of solvent voters is a sum of few exact prices, times whole numbers that arrays add up.
"""

from fractions import Fraction
from math import floor, lcm

import numpy as np
from numpy.typing import NDArray

from services.voting.domain.counting.electorate import Backers, Electorate, Floats, Numbers

EPS = float(np.finfo(np.float64).eps)
Mask = NDArray[np.bool_]


class Purses:
    """Money in cents. An item's price is what one point for it costs: it solves Σ min(purse, price·score) = cost."""

    def __init__(self, voters: Electorate, costs: tuple[int, ...], share: Fraction) -> None:
        self.voters, self.costs = voters, costs
        self.full = float(share)
        self.left: Floats = np.full(len(voters.people), self.full)
        self.empty: Mask = np.zeros(len(voters.people), np.bool_)
        self.error = EPS * self.full  # of each of `left`
        self.scale, self._share = share.denominator, share.numerator
        self._prices: dict[int, int] = {}  # of what is bought; these and the share in 1/scale cents

    def at_least(self, item: int, known: float) -> float | None:
        """A price just under the true one, None if the backers cannot afford the item. `known`: one surely under it."""
        backers, cost = self.voters.backers[item], self.costs[item]
        left = self.left.take(backers.ballots)
        money = float((backers.people * left).sum())
        error = EPS * (len(left) + 8) * max(cost, money) + self.error * backers.count
        if money < cost + error and (money < cost - error or self._money(backers.ballots) < cost * self.scale):
            return None
        return max(known, _newton(backers, left, cost, known, error))

    def price(self, item: int, under: float) -> tuple[Fraction, Mask]:
        """The exact price, and which of the backers have less than they would owe.

        Newton's steps on a concave function that start under its root stay under it and end on it.
        """
        backers, price = self.voters.backers[item], Fraction(under)
        left = self.left.take(backers.ballots)
        poor = self._poor(backers, left, price)
        while rich := backers.total - int((backers.weights * poor).sum()):
            missing = self.costs[item] * self.scale - self._money(backers.ballots[poor])
            price = Fraction(missing, self.scale * rich)
            before, poor = poor, self._poor(backers, left, price)
            if np.array_equal(before, poor):
                break
        return price, poor

    def pay(self, item: int, price: Fraction, poor: Mask) -> None:
        """The backers pay the price for each of their points; the poor pay all they have."""
        backers = self.voters.backers[item]
        left = np.maximum(self.left.take(backers.ballots) - float(price) * backers.scores, 0)
        left[poor] = 0
        self.left[backers.ballots] = left
        self.empty[backers.ballots[poor]] = True
        self.error += 4 * EPS * self.full  # the price, the product and the difference are rounded
        finer = lcm(self.scale, price.denominator) // self.scale
        self.scale, self._share = self.scale * finer, self._share * finer
        self._prices = {bought: paid * finer for bought, paid in self._prices.items()}
        self._prices[item] = int(price * self.scale)

    def lacking(self, item: int) -> int:
        """The least whole cents that, with what the backers have left, are enough for an item they cannot afford."""
        backers = self.voters.backers[item]
        money = float((backers.people * self.left.take(backers.ballots)).sum())
        error = EPS * (len(backers.ballots) + 8) * money + self.error * backers.count
        whole = floor(money - error)
        if whole != floor(money + error):
            whole = self._money(backers.ballots) // self.scale
        return self.costs[item] - whole

    def _money(self, ballots: Numbers) -> int:
        """What all voters with these ballots have together, in 1/scale cents."""
        solvent = ballots[~self.empty.take(ballots)]
        given = self.voters.given(solvent)
        share = self._share * int(self.voters.people[solvent].sum())
        return share - sum(price * int(given[item]) for item, price in self._prices.items())

    def _poor(self, backers: Backers, left: Floats, price: Fraction) -> Mask:
        due = float(price) * backers.scores
        poor = left < due
        for near in np.flatnonzero(np.abs(left - due) <= self.error + 4 * EPS * due):
            ballot = int(backers.ballots[near])
            if not self.empty[ballot]:
                poor[near] = self._purse(ballot) < price * int(backers.scores[near]) * self.scale
        return poor

    def _purse(self, ballot: int) -> int:
        """What one solvent voter with this ballot has, in 1/scale cents."""
        entries = slice(self.voters.starts[ballot], self.voters.starts[ballot + 1])
        supported = zip(self.voters.items[entries].tolist(), self.voters.scores[entries].tolist(), strict=True)
        return self._share - sum(self._prices.get(item, 0) * int(score) for item, score in supported)


def _newton(backers: Backers, left: Floats, cost: int, price: float, error: float) -> float:
    """A price under the root. `error` bounds how far a computed payment is from the true one."""
    while True:
        due = price * backers.scores
        gap = cost - float((backers.people * np.minimum(left, due)).sum())
        rich = float((backers.weights * (left > due)).sum())
        if gap <= error or rich == 0:
            break
        price += gap / rich
    slope = float((backers.weights * (left >= due)).sum())
    margin = (error + max(-gap, 0.0)) / slope if slope else price
    return price - margin - 8 * EPS * price
