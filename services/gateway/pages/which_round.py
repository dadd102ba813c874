"""Which of an area's rounds a list shows: the one asked for, or else the latest."""

import asyncio
from dataclasses import dataclass

from services.gateway.visit import Visit, told
from shared.contracts.areas import GetArea
from shared.contracts.rounds import ListRounds, RoundView


@dataclass(frozen=True)
class RoundOfArea:
    area: str
    name: str
    round: RoundView | None  # none where none is planned yet
    rounds: tuple[RoundView, ...]

    @property
    def round_id(self) -> str:
        return self.round.id if self.round else ""


async def round_of(visit: Visit) -> RoundOfArea:
    """Raises `Refused`."""
    id_ = visit.path_params["area"]
    area, listed = await asyncio.gather(
        told(visit, GetArea(area=id_, wait_for=visit.seen)), told(visit, ListRounds(area=id_, by=visit.actor))
    )
    asked = visit.asked.get("round")
    found = [one for one in listed.items if one.id == asked] or sorted(listed.items, key=_begins)
    return RoundOfArea(area.id, area.name, found[-1] if found else None, listed.items)


def _begins(round_: RoundView) -> str:
    return round_.timetable.phases[0].starts_at.isoformat()
