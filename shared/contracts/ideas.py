"""Ideas: the published language of the ideas room, with its sisters `comments`, `supports`, `proposals`, `projects`."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias

import msgspec

from shared.contracts.categories import Category
from shared.contracts.merging import Consent, ConsentAsked, ConsentGiven, IdeaReleased
from shared.contracts.moderation import (
    Appeal,
    ContentReported,
    DecideAppeal,
    HidingAppealed,
    Moderate,
    Moderated,
    Report,
)
from shared.contracts.participants import Channel, Group
from shared.contracts.pictures import Picture, Pictures
from shared.contracts.places import Point
from shared.contracts.words import Limit, Name, Sentence, Text, Tongue
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


class IdeaSubmitted(Event, frozen=True, kw_only=True):
    """What somebody without an account said has no author; `written_by` is who wrote it down."""

    round: str
    author: str
    title: str
    text: str
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: tuple[Picture, ...] = ()
    language: Tongue | None = None
    contribution: str = ""
    written_by: str = ""
    group: Group = Group()


class IdeaEdited(Event, frozen=True, kw_only=True):
    title: str
    text: str
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: tuple[Picture, ...] = ()
    language: Tongue | None = None


class IdeaPublished(Event, frozen=True, kw_only=True):
    """Without its words: they may have to be hidden later, and what is public once is so for ever."""

    public: ClassVar[bool] = True
    round: str
    category: Category = Category.OTHER


class IdeaContent(Event, frozen=True, kw_only=True):
    round: str
    title: str
    text: str
    pictures: tuple[Picture, ...] = ()


class ContentShown(IdeaContent, frozen=True, kw_only=True):
    """What everybody may see from now on, where it can be hidden again."""


class ContentWithheld(IdeaContent, frozen=True, kw_only=True):
    """What was shown, and is no longer: it is hidden, or changed and not yet looked at."""


class IdeaHidden(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    reason: str


class IdeaTakenUp(Event, frozen=True, kw_only=True):
    """The idea lives on in a proposal. `asks_consent`: its author is asked, and hears of it by the question."""

    public: ClassVar[bool] = True
    proposal: str
    asks_consent: bool = False


IdeaEvent: TypeAlias = (
    IdeaSubmitted
    | IdeaEdited
    | IdeaPublished
    | ContentShown
    | ContentWithheld
    | IdeaHidden
    | IdeaTakenUp
    | ContentReported
    | Moderated
    | HidingAppealed
    | ConsentAsked
    | ConsentGiven
    | IdeaReleased
)
IDEA = Aggregate("ideas", "idea", IdeaEvent)


class IdeasCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"


WRITE_DOWN = frozenset({Role.OUTREACH, Role.COORDINATOR, Role.MODERATOR})
"""They may write down what somebody without an account says."""


class SubmitIdea(IdeasCommand, frozen=True, kw_only=True):
    """`on_behalf` of somebody without an account, who came by `channel` (without: in the street). `contribution` is
    what was said at a gathering, brought here on behalf of who said it."""

    allowed: ClassVar[frozenset[Role]] = WRITE_DOWN | {Role.RESIDENT}
    idea: Id
    round: Id
    title: Name
    text: Text
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: Pictures = ()
    language: Tongue | None = None
    contribution: Id | None = None
    on_behalf: bool = False
    channel: Channel | None = None


class EditIdea(IdeasCommand, frozen=True, kw_only=True):
    allowed: ClassVar[frozenset[Role]] = WRITE_DOWN | {Role.RESIDENT}
    idea: Id
    title: Name
    text: Text
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: Pictures = ()
    language: Tongue | None = None


class PublishIdea(Moderate, frozen=True, kw_only=True):
    """Show it to everybody, or leave it as it is although it was reported."""

    idea: Id


class HideIdea(Moderate, frozen=True, kw_only=True):
    idea: Id
    reason: Sentence


class ReportIdea(Report, frozen=True, kw_only=True):
    idea: Id


class AppealIdeaHiding(Appeal, frozen=True, kw_only=True):
    idea: Id


class DecideIdeaAppeal(DecideAppeal, frozen=True, kw_only=True):
    idea: Id


class TakeUpIdea(IdeasCommand, frozen=True, kw_only=True):
    """Sent for each idea of a proposal that was drafted."""

    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    idea: Id
    proposal: Id
    asks_consent: bool = False


UNKNOWN_IDEA = Reason("unknown_idea", Kind.UNKNOWN, "There is no such idea in this area.")

ID_TAKEN = Reason("id_taken", Kind.CONFLICT, "This id is in use for something else already.")

NOT_YOUR_IDEA = Reason("not_your_idea", Kind.FORBIDDEN, "Only the person who gave the idea may change it.")

WRONG_PHASE = Reason("wrong_phase", Kind.CONFLICT, "This can be done only in the phase {needed} of the round.")

IDEA_IN_USE = Reason("idea_in_use", Kind.CONFLICT, "The idea is part of a proposal already.")

IDEA_NOT_PUBLISHED = Reason("idea_not_published", Kind.CONFLICT, "Only published ideas can become a proposal.")

NOT_ON_BEHALF = Reason("not_on_behalf", Kind.INVALID, "What others say comes by the street, a desk or paper.")

OUTSIDE_AREA = Reason("outside_area", Kind.INVALID, "The place is outside the area.")


class IdeaStatus(StrEnum):
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    TAKEN_UP = "taken_up"


OPEN_TO_ALL = frozenset({IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP})


class IdeaView(msgspec.Struct, frozen=True):
    """`supported` and `mine` are about who asks; `consent` is told to the author and
    to coordinators: whether it may be merged."""

    id: str
    area: str
    round: str
    title: str
    text: str
    status: IdeaStatus
    submitted_at: datetime
    category: Category = Category.OTHER
    place: Point | None = None
    pictures: tuple[Picture, ...] = ()
    language: Tongue | None = None
    supports: int = 0
    comments: int = 0
    supported: bool = False
    mine: bool = False
    consent: Consent | None = None
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


class IdeaOrder(StrEnum):
    NEWEST = "newest"
    MOST_SUPPORTED = "most_supported"


class ListOpenIdeas(Query[IdeaPage], frozen=True, kw_only=True):
    """What everybody may see, whatever became of it."""

    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    category: Category | None = None
    order: IdeaOrder = IdeaOrder.NEWEST
    after: str | None = None
    limit: Limit = 20


class ListIdeas(Query[IdeaPage], frozen=True, kw_only=True):
    """Newest first. Without `status`: what everybody may see."""

    service: ClassVar[str] = "ideas"
    area: Id
    round: Id
    status: IdeaStatus = IdeaStatus.PUBLISHED
    category: Category | None = None
    after: str | None = None
    limit: Limit = 20
