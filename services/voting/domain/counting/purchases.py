"""One run of the Method of Equal Shares (Peters, Pierczyński and Skowron 2021): each voter has the same share of the
money, and the item that costs its backers least for what they gain is bought next."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush

from services.voting.domain.counting.electorate import Electorate
from services.voting.domain.counting.purses import EPS, Mask, Purses
from services.voting.domain.counting.ties import Ties

MARGIN = 1 + 8 * EPS  # for a product or quotient of floats


@dataclass(frozen=True)
class Market:
    """What is the same for every share. `order`: items that may be bought, in the tie order.

    `gains` is what one point for an item is worth: the cents a voter pays for a point are compared per gain.
    """

    voters: Electorate
    ids: tuple[str, ...]
    costs: tuple[int, ...]
    gains: tuple[int, ...]
    order: tuple[int, ...]


@dataclass(frozen=True)
class Purchase:
    item: int
    price: Fraction  # cents for one point


@dataclass(frozen=True)
class Offer:
    item: int
    price: Fraction
    per_gain: Fraction
    poor: Mask


class Purchases:
    """The purchases at one share, in order."""

    def __init__(self, market: Market, share: Fraction) -> None:
        self.market, self.share = market, share
        self.purses = Purses(market.voters, market.costs, share)
        self.made: list[Purchase] = []
        self._ties = Ties()
        self._under = {
            item: market.costs[item] / backers.total / MARGIN
            for item in market.order
            if (backers := market.voters.backers[item]).total
        }
        self._queue: list[tuple[float, int]] = []
        for item in self._under:
            self._push(item)
        while offers := self._cheapest():
            self._buy(offers)
        self._ties.close()

    @property
    def spent(self) -> int:
        return sum(self.market.costs[purchase.item] for purchase in self.made)

    @property
    def ties(self) -> Sequence[tuple[str, ...]]:
        return self._ties.found

    def _push(self, item: int) -> None:
        heappush(self._queue, (self._under[item] / self.market.gains[item] / MARGIN, item))

    def _cheapest(self) -> list[Offer]:
        """The items of the lowest price per gain, in tie order; the first one leaves the queue.

        Prices only rise, so that old ones are lower bounds.
        """
        looked_at: set[int] = set()
        offers: list[Offer] = []
        best: Fraction | None = None
        while self._queue and (best is None or self._queue[0][0] <= float(best) * MARGIN):
            _, item = heappop(self._queue)
            if item in looked_at:
                offers.append(self._offer(item))
                best = min(offer.per_gain for offer in offers)
            elif (under := self.purses.at_least(item, self._under[item])) is not None:
                looked_at.add(item)
                self._under[item] = under
                self._push(item)
        equals = {offer.item: offer for offer in offers if offer.per_gain == best}
        in_order = [equals[item] for item in self.market.order if item in equals]
        for offer in offers:
            if offer is not in_order[0]:
                self._push(offer.item)
        return in_order

    def _offer(self, item: int) -> Offer:
        price, poor = self.purses.price(item, self._under[item])
        return Offer(item, price, price / self.market.gains[item], poor)

    def _buy(self, equals: Sequence[Offer]) -> None:
        bought = equals[0]
        self._ties.take(bought.per_gain, [self.market.ids[offer.item] for offer in equals])
        self.purses.pay(bought.item, bought.price, bought.poor)
        self.made.append(Purchase(bought.item, bought.price))
