"""An area (alue): registered once."""

from collections.abc import Sequence

from shared.contracts.areas import AREA, AREA_KNOWN, AreaRegistered, RegisterArea
from shared.decider import Decider
from shared.messages import require


def decide(command: RegisterArea, state: AreaRegistered | None) -> Sequence[AreaRegistered]:
    registered = AreaRegistered(name=command.name, eligible_voters=command.eligible_voters)
    require(state in {None, registered}, AREA_KNOWN)
    return [] if state else [registered]


def evolve(_: AreaRegistered | None, event: AreaRegistered) -> AreaRegistered:
    return event


area = Decider[AreaRegistered | None](AREA, None, evolve, decide)
