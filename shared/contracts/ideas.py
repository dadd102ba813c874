"""Ideas: the published language of the ideas room, with `proposals` and `projects`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.areas import VISIBLE, Name
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

LINES = r"^(?![\s\S]*[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])"  # of the control characters, only line ends and tabs
Text = Annotated[str, msgspec.Meta(max_length=5000, pattern=LINES)]

Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=VISIBLE)]

Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


class IdeaSubmitted(Event, frozen=True, kw_only=True):
    round: str
    author: str
    title: str
    text: str


class IdeaEdited(Event, frozen=True, kw_only=True):
    title: str
    text: str


class IdeaPublished(Event, frozen=True, kw_only=True):
    """Carries the words as published, for those who see only public events."""

    public: ClassVar[bool] = True
    round: str
    title: str
    text: str


class IdeaHidden(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class IdeaTakenUp(Event, frozen=True, kw_only=True):
    """The idea lives on in a proposal."""

    public: ClassVar[bool] = True
    proposal: str


IDEA = Aggregate("ideas", "idea", IdeaSubmitted | IdeaEdited | IdeaPublished | IdeaHidden | IdeaTakenUp)


class IdeasCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"


class SubmitIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
    round: Id
    title: Name
    text: Text


class EditIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
    title: Name
    text: Text


class PublishIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.COORDINATOR})
    idea: Id


class HideIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.COORDINATOR})
    idea: Id
    reason: Sentence


class TakeUpIdea(IdeasCommand, frozen=True, kw_only=True):
    """Sent for each idea of a proposal that was drafted."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    idea: Id
    proposal: Id


UNKNOWN_IDEA = Reason("unknown_idea", Kind.UNKNOWN, "There is no such idea in this area.")

ID_TAKEN = Reason("id_taken", Kind.CONFLICT, "This id is in use for something else already.")

NOT_YOUR_IDEA = Reason("not_your_idea", Kind.FORBIDDEN, "Only the person who gave the idea may change it.")

WRONG_PHASE = Reason("wrong_phase", Kind.CONFLICT, "This can be done only in the phase {needed} of the round.")

IDEA_IN_USE = Reason("idea_in_use", Kind.CONFLICT, "The idea is part of a proposal already.")

IDEA_NOT_PUBLISHED = Reason("idea_not_published", Kind.CONFLICT, "Only published ideas can become a proposal.")


class IdeaStatus(StrEnum):
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    TAKEN_UP = "taken_up"


class IdeaView(msgspec.Struct, frozen=True):
    id: str
    area: str
    round: str
    title: str
    text: str
    status: IdeaStatus
    submitted_at: datetime
    proposal: str | None = None
    reason: str | None = None


class IdeaPage(msgspec.Struct, frozen=True):
    items: tuple[IdeaView, ...]
    next: str | None = None


class GetIdea(Query[IdeaView], frozen=True, kw_only=True):
    """An idea that is not published is shown to its author and to staff alone."""

    service: ClassVar[str] = "ideas"
    area: Id
    idea: Id


class ListIdeas(Query[IdeaPage], frozen=True, kw_only=True):
    """Newest first. Without `status`: what everybody may see."""

    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    status: IdeaStatus = IdeaStatus.PUBLISHED
    after: str | None = None
    limit: Limit = 20
