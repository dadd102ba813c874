"""An area (alue): registered once, with a boundary that can be drawn anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from services.areas.domain.boundary import require_simple
from shared.contracts.areas import (
    AREA,
    AREA_KNOWN,
    UNKNOWN_AREA,
    AreaBoundaryDrawn,
    AreaEvent,
    AreaRegistered,
    RegisterArea,
    SetAreaBoundary,
)
from shared.contracts.places import Point
from shared.decider import Decider
from shared.messages import Refused, require


@dataclass(frozen=True)
class Area:
    registered: AreaRegistered
    boundary: tuple[Point, ...] = ()


def decide(command: RegisterArea | SetAreaBoundary, state: Area | None) -> Sequence[AreaEvent]:
    match command:
        case RegisterArea():
            return _register(command, state)
        case SetAreaBoundary():
            return _draw(command, state)
        case _:
            assert_never(command)


def _register(command: RegisterArea, state: Area | None) -> Sequence[AreaRegistered]:
    registered = AreaRegistered(name=command.name, eligible_voters=command.eligible_voters)
    require(state is None or state.registered == registered, AREA_KNOWN)
    return [] if state else [registered]


def _draw(command: SetAreaBoundary, state: Area | None) -> Sequence[AreaBoundaryDrawn]:
    if state is None:
        raise Refused(UNKNOWN_AREA)
    if command.boundary == state.boundary:
        return []
    require_simple(command.boundary)
    return [AreaBoundaryDrawn(boundary=command.boundary)]


def evolve(state: Area | None, event: AreaEvent) -> Area | None:
    match event:
        case AreaRegistered():
            return Area(event)
        case AreaBoundaryDrawn(boundary=boundary):
            return replace(state, boundary=boundary) if state else None
        case _:
            assert_never(event)


area = Decider[Area | None](AREA, None, evolve, decide)
