"""Following an idea, a proposal or a project: published language of the notifications room.

Who follows an idea follows what becomes of it.
"""

from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.notifications import Thing
from shared.contracts.participants import Group
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


class FollowStarted(Event, frozen=True, kw_only=True):
    person: str
    thing: Thing
    about: str
    group: Group


class FollowEnded(Event, frozen=True, kw_only=True):
    person: str
    thing: Thing
    about: str


FollowEvent: TypeAlias = FollowStarted | FollowEnded
FOLLOW = Aggregate("notifications", "follow", FollowEvent)


class OfFollower(Command, frozen=True, kw_only=True):
    """`about` is the id of the thing."""

    service: ClassVar[str] = "notifications"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    thing: Thing
    about: Id


class FollowThing(OfFollower, frozen=True, kw_only=True):
    """Be told how it goes on."""


class UnfollowThing(OfFollower, frozen=True, kw_only=True):
    """Be told no more."""


UNKNOWN_THING = Reason("unknown_thing", Kind.UNKNOWN, "There is nothing here by this name that could be followed.")


class FollowView(msgspec.Struct, frozen=True):
    """How many follow this very thing, and whether I do."""

    followers: int
    mine: bool


class GetFollow(Query[FollowView], frozen=True, kw_only=True):
    service: ClassVar[str] = "notifications"
    area: Id
    thing: Thing
    about: Id
