"""What happened to a thing, when and by which role: the trail that staff read. It names nobody."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.messages import Id, Kind, Query, Reason, Role

STAFF = frozenset({Role.MODERATOR, Role.EXPERT, Role.COORDINATOR, Role.AREA_COORDINATOR})


class Thing(StrEnum):
    """A proposal's history tells also how its price came about."""

    IDEA = "idea"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    PROJECT = "project"


class Happened(msgspec.Struct, frozen=True):
    """`what` is the event's name, or what a moderator did; `by` the roles that can do it. `about` is the phase, unit or
    department it names; `why` the reason that staff gave."""

    what: str
    at: datetime
    by: tuple[Role, ...]
    about: str = ""
    why: str = ""


class HistoryView(msgspec.Struct, frozen=True):
    """A comment is on the one that `on_idea` or `on_proposal` names."""

    id: str
    area: str
    steps: tuple[Happened, ...]
    on_idea: str | None = None
    on_proposal: str | None = None


UNKNOWN_HISTORY = Reason("unknown_history", Kind.UNKNOWN, "There is no such thing in this area.")


class GetHistory(Query[HistoryView], frozen=True, kw_only=True):
    """Oldest first."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = STAFF
    area: Id
    thing: Thing
    id: Id


class GetRoundHistory(Query[HistoryView], frozen=True, kw_only=True):
    """How it was planned and moved; oldest first."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = STAFF
    area: Id
    round: Id


class GetVoteHistory(Query[HistoryView], frozen=True, kw_only=True):
    """The vote of a round; oldest first, and empty before there is one. No ballot is told. Whether it is counted,
    coordinators alone know before everybody does."""

    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})
    area: Id
    round: Id
