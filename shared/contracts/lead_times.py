"""How long it takes from an idea to the thing in the park: published language of the analytics room."""

from typing import ClassVar

import msgspec

from shared.messages import Id, Query


class Days(msgspec.Struct, frozen=True):
    """Days since the first idea was given, to one decimal; None: not reached (yet)."""

    published: float | None = None
    drafted: float | None = None
    costed: float | None = None
    on_ballot: float | None = None
    funded: float | None = None
    started: float | None = None
    implemented: float | None = None


class ProjectTimes(msgspec.Struct, frozen=True):
    project: str
    title: str
    days: Days


class LeadTimes(msgspec.Struct, frozen=True):
    """`medians` are of the projects that have come that far."""

    projects: tuple[ProjectTimes, ...]
    medians: Days


class GetLeadTimes(Query[LeadTimes], frozen=True, kw_only=True):
    """The projects of a round, in the order in which they started."""

    service: ClassVar[str] = "analytics"
    area: Id
    round: Id
