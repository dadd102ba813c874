"""Areas and programmes: published language of the areas room, with its sister `rounds`."""

from datetime import datetime
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.places import Boundary, Point
from shared.contracts.words import Name
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
OUR_DAYS = range(2000, 2200)
"""Years. Of other times nobody can say when they are in Finland, where a calendar's first or last year would end."""
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]


# Events


class AreaRegistered(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    name: str
    eligible_voters: int


class AreaBoundaryDrawn(Event, frozen=True, kw_only=True):
    """From each point to the next one, and from the last to the first."""

    public: ClassVar[bool] = True
    boundary: tuple[Point, ...]


class ProgrammeStarted(Event, frozen=True, kw_only=True):
    """`selection` is the decision that chose the area; empty where none was made here."""

    public: ClassVar[bool] = True
    name: str
    theme: str
    selection: str = ""


AreaEvent: TypeAlias = AreaRegistered | AreaBoundaryDrawn
AREA = Aggregate("areas", "area", AreaEvent)
PROGRAMME = Aggregate("areas", "programme", ProgrammeStarted)


# Commands

COORDINATOR = frozenset({Role.COORDINATOR})


class AreasCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = COORDINATOR


class RegisterArea(AreasCommand, frozen=True, kw_only=True):
    name: Name
    eligible_voters: Count


class SetAreaBoundary(AreasCommand, frozen=True, kw_only=True):
    """Ideas given from now on have their place inside."""

    allowed: ClassVar[frozenset[Role]] = COORDINATOR | {Role.AREA_COORDINATOR}
    boundary: Boundary


class StartProgramme(AreasCommand, frozen=True, kw_only=True):
    programme: Id
    name: Name
    theme: Annotated[str, msgspec.Meta(max_length=500)] = ""
    selection: Id | None = None


AREA_KNOWN = Reason("area_known", Kind.CONFLICT, "An area with this id is registered already.")
UNKNOWN_AREA = Reason("unknown_area", Kind.UNKNOWN, "There is no such area.")
BOUNDARY_FLAT = Reason("boundary_flat", Kind.INVALID, "A boundary has something inside it.")
BOUNDARY_CROSSED = Reason("boundary_crossed", Kind.INVALID, "A boundary does not cross itself.")
PROGRAMME_KNOWN = Reason("programme_known", Kind.CONFLICT, "A programme with this id exists already.")
UNKNOWN_PROGRAMME = Reason("unknown_programme", Kind.UNKNOWN, "There is no such programme in this area.")
OTHER_PROGRAMME = Reason("other_programme", Kind.CONFLICT, "It belongs to another programme.")


# Queries


class AreaView(msgspec.Struct, frozen=True):
    """`boundary` is empty until it is drawn, and in lists, which would grow too long with it."""

    id: str
    name: str
    eligible_voters: int
    boundary: tuple[Point, ...] = ()


class Areas(msgspec.Struct, frozen=True):
    items: tuple[AreaView, ...]


class ListAreas(Query[Areas], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"


class GetArea(Query[AreaView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id


class ProgrammeView(msgspec.Struct, frozen=True):
    id: str
    area: str
    name: str
    theme: str
    started_at: datetime
    selection: str = ""


class Programmes(msgspec.Struct, frozen=True):
    items: tuple[ProgrammeView, ...]


class ListProgrammes(Query[Programmes], frozen=True, kw_only=True):
    """Of an area, the newest first."""

    service: ClassVar[str] = "areas"
    area: Id
