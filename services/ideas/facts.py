"""What commands of this room need to know of other rooms' things, read from the log."""

from shared.contracts.areas import AREA, AreaBoundaryDrawn
from shared.contracts.contributions import CONTRIBUTION, UNKNOWN_CONTRIBUTION, ContributionRecorded
from shared.contracts.places import Point
from shared.contracts.round_terms import ROUND_TERMS, RoundTerms
from shared.contracts.rounds import UNKNOWN_ROUND
from shared.decider import Fold
from shared.messages import Event, Refused
from shared.room import Room


def _as_said(said: ContributionRecorded | None, event: Event) -> ContributionRecorded | None:
    return event if isinstance(event, ContributionRecorded) else said


SAID = Fold[ContributionRecorded | None](CONTRIBUTION, None, _as_said)


def _as_drawn(boundary: tuple[Point, ...], event: Event) -> tuple[Point, ...]:
    return event.boundary if isinstance(event, AreaBoundaryDrawn) else boundary


BOUNDARY = Fold[tuple[Point, ...]](AREA, (), _as_drawn)


async def boundary_of(room: Room, area: str) -> tuple[Point, ...]:
    """Empty where none is drawn."""
    return (await room.newest(BOUNDARY, area, area)).state


async def terms_of(room: Room, area: str, round_: str) -> RoundTerms:
    terms = (await room.newest(ROUND_TERMS, area, round_)).state
    if terms is None:
        raise Refused(UNKNOWN_ROUND)
    return terms


async def said(room: Room, area: str, contribution: str | None) -> ContributionRecorded | None:
    """None where no contribution is named."""
    if contribution is None:
        return None
    found = (await room.newest(SAID, area, contribution)).state
    if found is None:
        raise Refused(UNKNOWN_CONTRIBUTION)
    return found
