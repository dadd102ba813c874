"""How ideas and comments are looked after: reports, hiding with a reason, appeals, and the trail of it all."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from shared.contracts.pictures import Picture
from shared.contracts.words import Limit, Sentence, Words
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role

MODERATORS = frozenset({Role.MODERATOR, Role.COORDINATOR})


class Deed(StrEnum):
    """What a moderator did."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    KEPT = "kept"  # looked at because of a report, and left as it was
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_REJECTED = "appeal_rejected"


# Events of an idea or a comment


class ContentReported(Event, frozen=True, kw_only=True):
    reporter: str
    reason: str


class Moderated(Event, frozen=True, kw_only=True):
    """The trail: who, in which role, did what and why."""

    deed: Deed
    by: str
    role: Role
    reason: str = ""


class HidingAppealed(Event, frozen=True, kw_only=True):
    words: str


# Commands: each kind of content has its own of each


class Moderate(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = MODERATORS


class Report(Command, frozen=True, kw_only=True):
    """Ask a moderator to look at it."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    reason: Sentence


class Appeal(Command, frozen=True, kw_only=True):
    """Its author asks for another moderator's eyes."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    words: Words


class DecideAppeal(Moderate, frozen=True, kw_only=True):
    """By somebody else than who hid it or wrote it. When it is `granted`, everybody sees the content again."""

    granted: bool
    reason: Sentence


NOT_SHOWN = Reason("not_shown", Kind.CONFLICT, "This is not shown to others just now.")
NOT_HIDDEN = Reason("not_hidden", Kind.CONFLICT, "This is not hidden.")
NOT_YOURS = Reason("not_yours", Kind.FORBIDDEN, "Only the person who wrote this may appeal.")
APPEAL_DECIDED = Reason("appeal_decided", Kind.CONFLICT, "The appeal has been decided already.")
NO_APPEAL = Reason("no_appeal", Kind.CONFLICT, "Nobody has appealed.")
SAME_MODERATOR = Reason("same_moderator", Kind.FORBIDDEN, "Somebody else than who hid it decides about the appeal.")
OWN_APPEAL = Reason("own_appeal", Kind.FORBIDDEN, "Nobody decides about their own appeal.")
UNKNOWN_CONTENT = Reason("unknown_content", Kind.UNKNOWN, "There is no such idea or comment in this area.")


# Queries


class Why(StrEnum):
    """Why something waits for a moderator."""

    NEW = "new"
    EDITED = "edited"
    REPORTED = "reported"
    APPEALED = "appealed"


class Step(msgspec.Struct, frozen=True):
    """A step of the trail. `by` is told to staff alone."""

    deed: Deed
    role: Role
    at: datetime
    reason: str
    by: str | None = None


class ModerationView(msgspec.Struct, frozen=True):
    """An idea or a comment (`comment` names it) as moderators see it; to its author, without `reports`. A comment is
    on the one `on_idea` or `on_proposal` names."""

    id: str
    area: str
    round: str
    title: str
    text: str
    waiting: bool
    since: datetime
    steps: tuple[Step, ...]
    idea: str | None = None
    comment: str | None = None
    on_idea: str | None = None
    on_proposal: str | None = None
    pictures: tuple[Picture, ...] = ()
    why: Why | None = None
    reports: tuple[str, ...] = ()
    appeal: str | None = None


class ModerationPage(msgspec.Struct, frozen=True):
    """`count` is of everything that waits in the area."""

    items: tuple[ModerationView, ...]
    count: int
    next: str | None = None


class ListModeration(Query[ModerationPage], frozen=True, kw_only=True):
    """What waits for a moderator, the longest waiting first."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = MODERATORS
    area: Id
    after: str | None = None
    limit: Limit = 20


class GetIdeaModeration(Query[ModerationView], frozen=True, kw_only=True):
    """For moderators and the author."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = MODERATORS | {Role.RESIDENT}
    area: Id
    idea: Id


class GetCommentModeration(Query[ModerationView], frozen=True, kw_only=True):
    """For moderators and the author."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role] | None] = MODERATORS | {Role.RESIDENT}
    area: Id
    comment: Id
