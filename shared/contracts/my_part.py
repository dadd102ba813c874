"""What a resident took part in, and what came of it: published language of the ideas room."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.contracts.ideas import IdeaStatus
from shared.contracts.notifications import Thing
from shared.contracts.proposals import ProposalStatus
from shared.contracts.words import Limit
from shared.contracts.work_days import WorkDayView
from shared.messages import Id, Query, Role


class Part(StrEnum):
    IDEA = "idea"
    COMMENT = "comment"
    SUPPORT = "support"
    FOLLOW = "follow"
    WORK_DAY = "work_day"


class Outcome(msgspec.Struct, frozen=True):
    """The proposal, and the project if there is one."""

    proposal: str
    title: str
    status: ProposalStatus
    reason: str | None = None
    project: str | None = None
    implemented: bool = False


class OpenQuestion(msgspec.Struct, frozen=True):
    """What an expert asks whoever gave the idea."""

    id: str
    text: str
    at: datetime


class PartView(msgspec.Struct, frozen=True):
    """`thing` and `about`: the idea, proposal or project. `title` is empty where it is not shown any more. `text` are
    one's own words. `asks_consent` and `questions` wait for an answer."""

    part: Part
    area: str
    at: datetime
    thing: Thing
    about: str
    title: str = ""
    text: str = ""
    status: IdeaStatus | None = None
    hidden: bool = False
    reason: str | None = None
    work_day: WorkDayView | None = None
    outcome: Outcome | None = None
    asks_consent: bool = False
    questions: tuple[OpenQuestion, ...] = ()


class PartPage(msgspec.Struct, frozen=True):
    items: tuple[PartView, ...]
    next: str | None = None


class ListMyParts(Query[PartPage], frozen=True, kw_only=True):
    """Of whoever asks, the newest first."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.RESIDENT})
    area: Id
    after: str | None = None
    limit: Limit = 50
