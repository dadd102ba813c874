"""Shares of an area out of counts of its parts: per cent, as exact as they are told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from shared.contracts.indicators import number

Counts = Mapping[str, Decimal | None]
"""What is counted → how many; None where the source does not tell."""
EXACT = Decimal("0.0001")


@dataclass(frozen=True)
class Share:
    """An indicator as a part of a whole, by the codes of what is counted."""

    indicator: str
    part: str
    whole: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset({self.part, *self.whole})

    def of(self, places: Iterable[Counts]) -> str | None:
        """None as soon as one count of one place is unknown: the sum would be too small. Postal code areas where so
        few live that it is kept secret may also say -1."""
        found = list(places)
        part = _sum(counts[self.part] for counts in found)
        whole = _sum(counts[code] for counts in found for code in self.whole)
        if part is None or not whole:
            return None
        return number((100 * part / whole).quantize(EXACT, ROUND_HALF_EVEN))


def _sum(counts: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for count in counts:
        if count is None or count < 0:
            return None
        total += count
    return total


POSTAL_SHARES = (
    Share("basic_education", "ko_perus", ("ko_ika18y",)),
    Share("unemployment", "pt_tyott", ("pt_tyott", "pt_tyoll")),
    Share("low_income", "hr_pi_tul", ("hr_tuy",)),
)
"""What Statistics Finland counts in each postal code area."""
