"""What one voter paid under Equal Shares: each purchase's price for each point, as long as the share lasts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

Payments = dict[str, Fraction]
"""Cents by item, in the order of the purchases."""


def payments(points: Mapping[str, int], share: Fraction, bought: Iterable[tuple[str, Fraction]]) -> Payments:
    """`bought`: the items in the order in which they were, with the price of a point."""
    left, paid = share, Payments()
    for item, price in bought:
        if item in points:
            paid[item] = min(left, price * points[item])
            left -= paid[item]
    return paid
