"""Comments on ideas and proposals: published language of the ideas room. They appear at once, and are moderated
afterwards."""

from datetime import datetime
from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.ideas import IdeasCommand
from shared.contracts.moderation import (
    Appeal,
    ContentReported,
    DecideAppeal,
    HidingAppealed,
    Moderate,
    Moderated,
    Report,
)
from shared.contracts.participants import Group
from shared.contracts.words import Limit, Sentence, Tongue, Words
from shared.events import Aggregate
from shared.messages import Event, Id, Kind, Query, Reason, Role


class CommentGiven(Event, frozen=True, kw_only=True):
    """On an `idea` or on a `proposal`; the other is empty. `official`: the city speaks. A comment out of a
    `contribution` has no author."""

    round: str
    author: str
    text: str
    idea: str = ""
    proposal: str = ""
    reply_to: str = ""
    official: bool = False
    language: Tongue | None = None
    contribution: str = ""
    group: Group = Group()


class CommentHidden(Event, frozen=True, kw_only=True):
    reason: str
    idea: str = ""
    proposal: str = ""


class CommentPublished(Event, frozen=True, kw_only=True):
    """Shown again."""

    idea: str = ""
    proposal: str = ""


CommentEvent: TypeAlias = CommentGiven | CommentHidden | CommentPublished | ContentReported | Moderated | HidingAppealed
COMMENT = Aggregate("ideas", "comment", CommentEvent)

SPEAK_FOR_CITY = frozenset({Role.MODERATOR, Role.EXPERT, Role.OUTREACH, Role.COORDINATOR, Role.AREA_COORDINATOR})


class GiveComment(IdeasCommand, frozen=True, kw_only=True):
    """`contribution` is what was said at a gathering; staff bring it here."""

    allowed: ClassVar[frozenset[Role]] = SPEAK_FOR_CITY | {Role.RESIDENT}
    comment: Id
    text: Words
    language: Tongue | None = None
    reply_to: Id | None = None
    contribution: Id | None = None


class CommentOnIdea(GiveComment, frozen=True, kw_only=True):
    idea: Id


class CommentOnProposal(GiveComment, frozen=True, kw_only=True):
    proposal: Id


class HideComment(Moderate, frozen=True, kw_only=True):
    comment: Id
    reason: Sentence


class PublishComment(Moderate, frozen=True, kw_only=True):
    """Show it again, or leave it as it is although it was reported."""

    comment: Id


class ReportComment(Report, frozen=True, kw_only=True):
    comment: Id


class AppealCommentHiding(Appeal, frozen=True, kw_only=True):
    comment: Id


class DecideCommentAppeal(DecideAppeal, frozen=True, kw_only=True):
    comment: Id


UNKNOWN_COMMENT = Reason("unknown_comment", Kind.UNKNOWN, "There is no such comment here.")


class CommentView(msgspec.Struct, frozen=True):
    """Of a hidden one, others than its author and moderators see the `reason` alone."""

    id: str
    area: str
    given_at: datetime
    official: bool
    hidden: bool
    mine: bool
    text: str | None = None
    language: Tongue | None = None
    idea: str | None = None
    proposal: str | None = None
    reply_to: str | None = None
    reason: str | None = None


class CommentPage(msgspec.Struct, frozen=True):
    items: tuple[CommentView, ...]
    next: str | None = None


class ListIdeaComments(Query[CommentPage], frozen=True, kw_only=True):
    """Oldest first; `reply_to` makes conversations of them."""

    service: ClassVar[str] = "ideas"
    area: Id
    idea: Id
    after: str | None = None
    limit: Limit = 20


class ListProposalComments(Query[CommentPage], frozen=True, kw_only=True):
    """Oldest first; `reply_to` makes conversations of them."""

    service: ClassVar[str] = "ideas"
    area: Id
    proposal: Id
    after: str | None = None
    limit: Limit = 20
