"""One run of the Method of Equal Shares (Peters, Pierczyński and Skowron 2021): each voter has the same share of the
money, and the item that costs its backers least for what they gain is bought next."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import inf

from services.voting.domain.counting.electorate import Electorate
from services.voting.domain.counting.purses import EPS, Mask, Purses
from services.voting.domain.counting.ties import Equals, Ties

MARGIN = 1 + 8 * EPS  # for a product or quotient of floats


@dataclass(frozen=True)
class Market:
    """What is the same for every share. `order`: items that may be bought, in the tie order.

    `gains` is what one point for an item is worth: the cents a voter pays for a point are compared per gain. `rivals`:
    those of each item.
    """

    voters: Electorate
    ids: tuple[str, ...]
    costs: tuple[int, ...]
    gains: tuple[int, ...]
    order: tuple[int, ...]
    rivals: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Purchase:
    """`price` is in cents for one point; `per_gain` is compared, and of equals the earlier `turn` wins. So many voters
    paid `in_full`; the other backers had less left."""

    item: int
    price: Fraction
    per_gain: Fraction
    turn: int
    in_full: int

    @property
    def key(self) -> tuple[Fraction, int]:
        return self.per_gain, self.turn


class Purchases:
    """The purchases at one share, in order.

    `alike` tells that all shares between this one and that of `before`, a lower one, buy the same in the same order:
    with a greater share, after the same purchases, every purse holds as much or more, no price is higher, and the same
    rivals are removed. So it is enough that what is bought costs less at the lower share than anything else at the
    higher one. Equals whose order makes a difference at a share between do so at one of the two, too, unless a price
    that others reach at the higher share is another one at the lower: such shares are not alike.
    """

    def __init__(
        self, market: Market, share: Fraction, before: "Purchases | None" = None, *, only_alike: bool = False
    ) -> None:
        """`only_alike`: stop as soon as the purchases are not alike."""
        self.market, self.share = market, share
        self.purses = Purses(market.voters, market.costs, share)
        self.made: list[Purchase] = []
        self.gone: set[int] = set()  # bought, or a rival of what is
        self.alike = before is not None
        self._before = before.made if before else []
        self._turns = {item: turn for turn, item in enumerate(market.order)}
        self._ties = Ties()
        self._under = {
            item: market.costs[item] / backers.total / MARGIN
            for item in market.order
            if (backers := market.voters.backers[item]).total
        }
        self._queue: list[tuple[float, int]] = []
        for item in self._under:
            self._push(item)
        while (offers := self._offers()) and (self.alike or not only_alike):
            self._buy(offers)
        self.alike = self.alike and len(self.made) == len(self._before)
        self._ties.close()

    @property
    def spent(self) -> int:
        return sum(self.market.costs[purchase.item] for purchase in self.made)

    @property
    def for_sale(self) -> Sequence[int]:
        return [item for item in self.market.order if item not in self.gone]

    @property
    def wanted(self) -> Sequence[int]:
        """What is for sale and has supporters."""
        return [item for item in self.for_sale if self.market.voters.backers[item].total]

    @property
    def ties(self) -> list[Equals]:
        return self._ties.found

    def _push(self, item: int) -> None:
        heappush(self._queue, (self._under[item] / self.market.gains[item] / MARGIN, item))

    def _offers(self) -> list[tuple[Purchase, Mask]]:
        """Whatever could be the cheapest, the cheapest first. Prices only rise, so that old ones are lower bounds."""
        looked_at: set[int] = set()
        offers: list[tuple[Purchase, Mask]] = []
        earlier = self._before[len(self.made)] if self.alike and len(self.made) < len(self._before) else None
        limit = inf
        while self._queue and self._queue[0][0] <= limit:
            _, item = heappop(self._queue)
            if item in self.gone:
                continue
            if item in looked_at:
                offers.append(self._offer(item))
                cheapest = min(offer.per_gain for offer, _ in offers)
                limit = float(max(cheapest, earlier.per_gain) if earlier else cheapest) * MARGIN
            elif (under := self.purses.at_least(item, self._under[item])) is not None:
                looked_at.add(item)
                self._under[item] = under
                self._push(item)
        offers.sort(key=lambda offer: offer[0].key)
        for offer, _ in offers[1:]:
            self._push(offer.item)
        self.alike = self.alike and (self._as_before([offer for offer, _ in offers]) if earlier else not offers)
        return offers

    def _as_before(self, offers: Sequence[Purchase]) -> bool:
        """The earlier purchase in this place comes before all others now, with the same equals."""
        at = len(self.made)
        earlier, other = self._before[at], offers[1] if len(offers) > 1 else None
        if not offers or earlier.item != offers[0].item or (other and other.key <= earlier.key):
            return False
        price = offers[0].per_gain
        moved_off_equals = other and other.per_gain == earlier.per_gain != price
        caught_up = at and price == self.made[-1].per_gain and earlier.per_gain != self._before[at - 1].per_gain
        return not (moved_off_equals or caught_up)

    def _offer(self, item: int) -> tuple[Purchase, Mask]:
        price, poor = self.purses.price(item, self._under[item])
        in_full = int(self.market.voters.backers[item].people[~poor].sum())
        return Purchase(item, price, price / self.market.gains[item], self._turns[item], in_full), poor

    def _buy(self, offers: Sequence[tuple[Purchase, Mask]]) -> None:
        bought, poor = offers[0]
        equals = [self.market.ids[offer.item] for offer, _ in offers if offer.per_gain == bought.per_gain]
        self._ties.take(bought.per_gain, equals)
        self.purses.pay(bought.item, bought.price, poor)
        self.made.append(bought)
        self.gone |= {bought.item} | self.market.rivals[bought.item]
