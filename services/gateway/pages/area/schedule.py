"""Packages along the time that all of them take together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.contracts.packages import PackageView


@dataclass(frozen=True)
class Scheduled:
    """Where a package's bar begins and how wide it is, in hundredths of the whole time."""

    package: PackageView
    left: str
    width: str


def scheduled(packages: Sequence[PackageView]) -> list[Scheduled]:
    if not packages:
        return []
    begin, end = min(one.starts_on for one in packages), max(one.ends_on for one in packages)
    return [_bar(one, begin, _days(begin, end)) for one in packages]


def _bar(package: PackageView, begin: date, days: int) -> Scheduled:
    left = 100 * (package.starts_on - begin).days / days
    width = 100 * _days(package.starts_on, package.ends_on) / days
    return Scheduled(package, f"{left:.3f}", f"{width:.3f}")


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
