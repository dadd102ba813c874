"""An idea that is being written: kept for its writer alone, on all their devices, outside the log."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.categories import Category
from shared.contracts.pictures import Picture, Pictures
from shared.contracts.places import Point
from shared.contracts.words import LINES, Text
from shared.messages import Command, Id, Query, Role

Unfinished = Annotated[str, msgspec.Meta(max_length=120, pattern=LINES)]


class DraftCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    round: Id


class KeepIdeaDraft(DraftCommand, frozen=True, kw_only=True):
    """Instead of the writer's draft before. It may lack what an idea needs."""

    title: Unfinished = ""
    text: Text = ""
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: Pictures = ()


class ForgetIdeaDraft(DraftCommand, frozen=True, kw_only=True):
    pass


class ForgetIdeaDrafts(Command, frozen=True, kw_only=True):
    """All those of a round; sent when no more ideas are taken."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    round: Id


class IdeaDraftView(msgspec.Struct, frozen=True):
    title: str
    text: str
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: tuple[Picture, ...] = ()


class GetMyIdeaDraft(Query[IdeaDraftView], frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.RESIDENT})
    area: Id
    round: Id
