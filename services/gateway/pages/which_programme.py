"""Which of an area's programmes a page shows: the one asked for, or else the newest."""

from dataclasses import dataclass

from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_PROGRAMME, ListProgrammes, ProgrammeView
from shared.messages import require


@dataclass(frozen=True)
class ProgrammeOfArea:
    """`programmes`: all of them, the newest first."""

    programme: ProgrammeView | None  # none where none has started yet
    programmes: tuple[ProgrammeView, ...]

    @property
    def id(self) -> str:
        return self.programme.id if self.programme else ""

    @property
    def is_newest(self) -> bool:
        return self.programme in self.programmes[:1]


async def programme_of(visit: Visit) -> ProgrammeOfArea:
    """Raises `Refused`."""
    asked = ListProgrammes(area=visit.path_params["area"], by=visit.actor, wait_for=visit.seen)
    started = (await told(visit, asked)).items
    id_ = visit.asked.get("programme")
    found = [one for one in started if id_ in {None, one.id}]
    require(bool(found) or id_ is None, UNKNOWN_PROGRAMME)
    return ProgrammeOfArea(found[0] if found else None, started)
