"""A timetable looked through before a round is planned by it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

import msgspec

from shared.contracts.areas import COORDINATOR, Moment
from shared.contracts.rounds import Phase
from shared.messages import Id, Kind, Query, Reason, Role

LEAST_DAYS: Mapping[Phase, int] = MappingProxyType(
    {Phase.IDEAS: 14, Phase.PLANNING: 14, Phase.VOTING: 7, Phase.RESULT: 1}
)
"""How long a phase lasts at least, so that people who work and those who are away can take part."""

TIMETABLE_FAULTY = Reason(
    "timetable_faulty", Kind.INVALID, "The timetable does not hold. See what is wrong at each phase."
)


class TimetableFault(StrEnum):
    ORDER = "order"  # it starts before the phase that comes before it
    TOO_SHORT = "too_short"  # it ends too early


class FaultyPhase(msgspec.Struct, frozen=True):
    """`days`: how many it has to last."""

    phase: Phase
    fault: TimetableFault
    days: int = 0


class TimetableCheck(msgspec.Struct, frozen=True):
    """At most one fault a phase; none: it can be planned."""

    faults: tuple[FaultyPhase, ...]


class CheckTimetable(Query[TimetableCheck], frozen=True, kw_only=True):
    """When each phase would start. A `trial` may be as short as it likes."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = COORDINATOR
    area: Id
    ideas: Moment
    planning: Moment
    voting: Moment
    result: Moment
    implementation: Moment
    trial: bool = False
