"""What a project came from, back to the choice of its area: published language of the analytics room."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.contracts.indicators import Number
from shared.messages import Id, Query


class NodeKind(StrEnum):
    PROJECT = "project"
    PROPOSAL = "proposal"
    IDEA = "idea"
    ROUND = "round"
    CONTRIBUTION = "contribution"
    GATHERING = "gathering"
    GOAL = "goal"
    PACKAGE = "package"
    PROGRAMME = "programme"
    SELECTION = "selection"
    INDICATOR = "indicator"


class LineageNode(msgspec.Struct, frozen=True):
    """`parents` are the keys of what it came from, `step` how far it lies behind the project (0).

    `title` is empty where there is none or it is not public: of an idea that is not published or hidden, and of what
    somebody said at a gathering, only that it was, and when. `value` is an indicator's, as the area was chosen by it.
    """

    key: str
    kind: NodeKind
    area: str
    thing: str
    step: int
    at: datetime
    title: str = ""
    hidden: bool = False
    value: Number | None = None
    parents: tuple[str, ...] = ()


class Lineage(msgspec.Struct, frozen=True):
    """In steps from the project back, and within a step in the order of time."""

    nodes: tuple[LineageNode, ...]


class GetLineage(Query[Lineage], frozen=True, kw_only=True):
    service: ClassVar[str] = "analytics"
    area: Id
    project: Id
