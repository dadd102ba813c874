"""How far a vote has come: told to the coordinators who hold it."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.contracts.voting import COORDINATOR, Item, Rivals
from shared.messages import Id, Query, Role


class VoteStep(StrEnum):
    """In their order; the announcement may be left out, and annulling ends them."""

    ANNOUNCED = "announced"
    OPENED = "opened"
    CLOSED = "closed"
    COUNTED = "counted"
    REVIEWED = "reviewed"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    ANNULLED = "annulled"


class StepTaken(msgspec.Struct, frozen=True):
    """`by`: who signed; empty where no name stands in the log."""

    step: VoteStep
    at: datetime
    by: str = ""


class PaperStep(msgspec.Struct, frozen=True):
    """A batch of papers: how many are entered `once` so far, or by two people who `differ`."""

    batch: str
    place: str
    sealed: bool
    once: int
    differing: int


class VoteSteps(msgspec.Struct, frozen=True):
    """`items` and `rivals` also before the ballot is fixed; `taken` of the newest edition; `position` of the newest
    event in the log."""

    round: str
    position: int
    edition: int
    items: tuple[Item, ...]
    rivals: Rivals
    taken: tuple[StepTaken, ...]
    papers: tuple[PaperStep, ...]


class GetVoteSteps(Query[VoteSteps], frozen=True, kw_only=True):
    service: ClassVar[str] = "voting"
    allowed: ClassVar[frozenset[Role] | None] = COORDINATOR
    area: Id
    round: Id
