"""What residents say at gatherings, written down as they say it, and what comes of it."""

from datetime import datetime
from typing import ClassVar

import msgspec

from shared.contracts.areas import Moment
from shared.contracts.categories import Category
from shared.contracts.gatherings import WRITERS
from shared.contracts.participants import AgeBand, Group
from shared.contracts.words import Limit, Words
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


class ContributionRecorded(Event, frozen=True, kw_only=True):
    """What somebody said, as they said it. Nobody's name is asked."""

    gathering: str
    text: str
    said_at: datetime
    group: Group
    category: Category | None = None


CONTRIBUTION = Aggregate("areas", "contribution", ContributionRecorded)


class RecordContribution(Command, frozen=True, kw_only=True):
    """May come days later, from a device that was out of reach: the device makes the id, so that it may ask again."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = WRITERS
    gathering: Id
    contribution: Id
    text: Words
    said_at: Moment
    age: AgeBand = AgeBand.UNKNOWN
    home: Id | None = None
    category: Category | None = None


UNKNOWN_CONTRIBUTION = Reason("unknown_contribution", Kind.UNKNOWN, "There is no such contribution in this area.")
NOT_SAID_YET = Reason("not_said_yet", Kind.INVALID, "The time at which it was said is still ahead.")


class Became(msgspec.Struct, frozen=True):
    """What came of a contribution: an idea, a comment or a goal."""

    kind: str
    id: str


class ContributionView(msgspec.Struct, frozen=True):
    id: str
    area: str
    gathering: str
    text: str
    said_at: datetime
    group: Group
    category: Category | None
    became: tuple[Became, ...] = ()


class ContributionPage(msgspec.Struct, frozen=True):
    items: tuple[ContributionView, ...]
    next: str | None = None


class ListContributions(Query[ContributionPage], frozen=True, kw_only=True):
    """As they were said, the oldest first. They are public only in what became of them."""

    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = WRITERS | {Role.MODERATOR}
    area: Id
    gathering: Id
    after: str | None = None
    limit: Limit = 50


class GetContribution(Query[ContributionView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role] | None] = WRITERS | {Role.MODERATOR}
    area: Id
    contribution: Id


class Grown(msgspec.Struct, frozen=True):
    """An idea, a goal or a comment that everybody may see. A comment has no title: `idea` or `proposal` is what it is
    about."""

    kind: str
    id: str
    title: str = ""
    idea: str = ""
    proposal: str = ""


class WhatGrew(msgspec.Struct, frozen=True):
    items: tuple[Grown, ...]


class ListGrown(Query[WhatGrew], frozen=True, kw_only=True):
    """What came of what was said at a gathering, as far as it is published. The words as they were said are not."""

    service: ClassVar[str] = "areas"
    area: Id
    gathering: Id
