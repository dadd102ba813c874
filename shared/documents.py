"""One document of a view, as queries ask for it."""

from typing import Protocol

from shared.messages import Reason, Refused
from shared.projections import View
from shared.room import Room
from shared.views import Document


class OfArea(Protocol):
    """A query about something in an area."""

    @property
    def area(self) -> str: ...

    @property
    def wait_for(self) -> int: ...


async def document_of(room: Room, view: View, id: str, query: OfArea, unknown: Reason) -> Document:
    """Raises `Refused` where there is none, or it is another area's."""
    views = await room.reached(view, query.wait_for)
    found = await views.get(view.name, id)
    if found is None or found.get("area") != query.area:
        raise Refused(unknown)
    return found
