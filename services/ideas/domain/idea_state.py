"""What is known of an idea."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from services.ideas.domain.moderation import UNTOUCHED, Moderation
from shared.contracts.categories import Category
from shared.contracts.ideas import (
    OPEN_TO_ALL,
    ContentShown,
    ContentWithheld,
    EditIdea,
    IdeaEdited,
    IdeaPublished,
    IdeaStatus,
    IdeaSubmitted,
    SubmitIdea,
)
from shared.contracts.pictures import Picture
from shared.contracts.places import Point
from shared.contracts.words import Tongue


class Content(msgspec.Struct, frozen=True):
    """What an idea says, as it can be changed and is published."""

    title: str
    text: str
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: tuple[Picture, ...] = ()
    language: Tongue | None = None


@dataclass(frozen=True)
class Idea:
    """`proposals` are those it is part of: for some its author was `asked`; `released` are those it has left."""

    submitted: IdeaSubmitted
    content: Content
    status: IdeaStatus = IdeaStatus.SUBMITTED
    proposals: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    consented: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    moderation: Moderation = UNTOUCHED


def content_of(said: SubmitIdea | EditIdea | IdeaSubmitted | IdeaEdited) -> Content:
    return Content(said.title, said.text, said.category, said.place, said.pictures, said.language)


def published(state: Idea) -> tuple[IdeaPublished, ContentShown]:
    """Outsiders hear that there is something to read; only the rooms hear what."""
    round_, content = state.submitted.round, state.content
    shown = ContentShown(round=round_, title=content.title, text=content.text, pictures=content.pictures)
    return IdeaPublished(round=round_, category=content.category), shown


def withheld(state: Idea) -> Sequence[ContentWithheld]:
    """What was shown of it."""
    if state.status not in OPEN_TO_ALL:
        return ()
    content = state.content
    return (
        ContentWithheld(round=state.submitted.round, title=content.title, text=content.text, pictures=content.pictures),
    )
