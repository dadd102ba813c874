"""What residents say of a project package. Shown at once; a moderator hides what does not belong there."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.participants import Group
from shared.contracts.words import Limit, Sentence, Words
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Query, Role


class PackageCommented(Event, frozen=True, kw_only=True):
    package: str
    author: str
    text: str
    group: Group


class PackageCommentHidden(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


PackageCommentEvent: TypeAlias = PackageCommented | PackageCommentHidden
PACKAGE_COMMENT = Aggregate("areas", "package_comment", PackageCommentEvent)


class CommentOnPackage(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    package: Id
    comment: Id
    text: Words


class HidePackageComment(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.COORDINATOR})
    comment: Id
    reason: Sentence


class PackageCommentStatus(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"


class PackageCommentView(msgspec.Struct, frozen=True):
    id: str
    area: str
    package: str
    text: str
    given_at: datetime
    status: PackageCommentStatus = PackageCommentStatus.SHOWN
    reason: str = ""


class PackageCommentPage(msgspec.Struct, frozen=True):
    items: tuple[PackageCommentView, ...]
    next: str | None = None


class ListPackageComments(Query[PackageCommentPage], frozen=True, kw_only=True):
    """Newest first; the hidden ones are for those who hide."""

    service: ClassVar[str] = "areas"
    area: Id
    package: Id
    status: PackageCommentStatus = PackageCommentStatus.SHOWN
    after: str | None = None
    limit: Limit = 50
