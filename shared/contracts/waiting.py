"""What waits for whom and since when, on a proposal's way to the ballot: published language of the ideas room."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.contracts.words import Limit
from shared.messages import Id, Query, Role


class Wait(StrEnum):
    """What has to be done next."""

    ASSIGN = "assign"
    ESTIMATE = "estimate"
    ANSWER = "answer"
    SIGN = "sign"
    DECIDE_APPEAL = "decide_appeal"
    PLACE = "place_on_ballot"


class Awaited(StrEnum):
    """Whose turn it is."""

    COORDINATOR = "coordinator"
    EXPERT = "expert"
    AUTHOR = "author"
    SECOND_PERSON = "second_person"


class WaitingView(msgspec.Struct, frozen=True):
    """`department` and `expert` are empty where none is named."""

    id: str
    area: str
    round: str
    title: str
    wait: Wait
    awaited: Awaited
    since: datetime
    department: str = ""
    expert: str = ""


class WaitingPage(msgspec.Struct, frozen=True):
    """`counts` are of everything that waits in the area, or the round that was asked for."""

    items: tuple[WaitingView, ...]
    counts: dict[Wait, int]
    next: str | None = None


class ListWaiting(Query[WaitingPage], frozen=True, kw_only=True):
    """What has waited longest comes first."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR, Role.EXPERT})
    area: Id
    wait: Wait | None = None
    round: Id | None = None
    after: str | None = None
    limit: Limit = 20
