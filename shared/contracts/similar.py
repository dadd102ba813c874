"""Ideas that resemble one that is being written, so that nobody gives the same idea twice unawares."""

from typing import Annotated, ClassVar

import msgspec

from shared.contracts.categories import Category
from shared.contracts.ideas import IdeaView
from shared.contracts.words import LINES, Text
from shared.messages import Id, Query


class SimilarIdea(msgspec.Struct, frozen=True):
    """`score_per_mille`: how much of what was asked about it says, too; rare words count more than common ones."""

    idea: IdeaView
    score_per_mille: int


class FoundSimilar(msgspec.Struct, frozen=True):
    items: tuple[SimilarIdea, ...]


class SimilarIdeas(Query[FoundSimilar], frozen=True, kw_only=True):
    """The closest published ideas of the round first, `most` of them. The title may be unfinished."""

    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    title: Annotated[str, msgspec.Meta(max_length=120, pattern=LINES)] = ""
    text: Text = ""
    category: Category | None = None
    most: Annotated[int, msgspec.Meta(ge=1, le=50)] = 5
