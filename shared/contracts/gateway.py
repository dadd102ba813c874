"""The people's directory: the published language of the gateway."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.messages import Id, Kind, Query, Reason, Role

UNKNOWN_PERSON = Reason("unknown_person", Kind.UNKNOWN, "There is no such person.")


class Letters(StrEnum):
    """What a person can be written about."""

    OWN = "own"  # what becomes of what they gave
    FOLLOWED = "followed"
    REMINDERS = "reminders"


class Contact(msgspec.Struct, frozen=True):
    """How to reach a person. `language` is a tag like "fi"."""

    name: str
    email: str
    language: str
    unwanted: frozenset[Letters] = frozenset()


class GetContact(Query[Contact], frozen=True, kw_only=True):
    """Asked by rooms that write to people; nobody else may."""

    service: ClassVar[str] = "gateway"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.SYSTEM})
    person: Id


class Expert(msgspec.Struct, frozen=True):
    id: str
    name: str


class Experts(msgspec.Struct, frozen=True):
    items: tuple[Expert, ...]


class ListExperts(Query[Experts], frozen=True, kw_only=True):
    """Who can be asked what something costs here, by name: for those who assign it. Somebody is known once they have
    signed in."""

    service: ClassVar[str] = "gateway"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR, Role.SYSTEM})
    area: Id
