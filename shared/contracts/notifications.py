"""Messages to people: the published language of the notifications room."""

from enum import StrEnum
from typing import ClassVar, TypeAlias

import msgspec

from shared.events import Aggregate
from shared.messages import Command, Event, Id, Kind, Query, Reason, Role


class Thing(StrEnum):
    """What of the ideas room a message can be about, by the name of its aggregate."""

    IDEA = "idea"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    COSTING = "costing"
    PROJECT = "project"


class Cause(msgspec.Struct, frozen=True):
    """The event that a message tells of, and the thing it happened to."""

    thing: Thing
    id: Id
    event: str


class Obstacle(StrEnum):
    """Why a message cannot reach its person, however often it is tried."""

    UNKNOWN_PERSON = "unknown_person"
    NO_ADDRESS = "no_address"
    UNWANTED = "unwanted"  # the person has asked not to be written to about this
    REJECTED = "rejected"  # by the mail server, for good
    NO_LONGER = "no_longer"  # what it was to remind of is done, or too late


# Events of a message. They hold no words of people: these are looked up when the mail is written.


class MessageQueued(Event, frozen=True, kw_only=True):
    """`idea` is the person's own, by which they are told; or, for who `follows`, the first one behind the thing."""

    person: str
    idea: str
    cause: Cause
    follows: bool = False


class ReminderQueued(Event, frozen=True, kw_only=True):
    """Names no person: the log does not tell who has not voted. The voting room does, when the mail is written."""

    round: str
    edition: int
    reminder: str


class MessageSent(Event, frozen=True, kw_only=True):
    """The mail server took it."""


class MessageSuppressed(Event, frozen=True, kw_only=True):
    obstacle: Obstacle


MessageEvent: TypeAlias = MessageQueued | ReminderQueued | MessageSent | MessageSuppressed
MESSAGE = Aggregate("notifications", "message", MessageEvent)


# Commands


class NotificationsCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "notifications"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})


class NotifyAuthors(NotificationsCommand, frozen=True, kw_only=True):
    """Queue a message to each person whose idea became the thing of `cause`, and to who follows it."""

    cause: Cause


class QueueReminder(NotificationsCommand, frozen=True, kw_only=True):
    """Queue a message to whoever left this ballot unfinished."""

    round: Id
    edition: int
    reminder: Id


class SendMessage(NotificationsCommand, frozen=True, kw_only=True):
    patience: ClassVar[float] = 10.0  # a mail server may be slow, and asked anew it would send the mail again

    message: Id


UNKNOWN_CAUSE = Reason("unknown_cause", Kind.UNKNOWN, "There is no such event to write about.")
UNKNOWN_MESSAGE = Reason("unknown_message", Kind.UNKNOWN, "There is no such message.")


# Queries


class MessageStatus(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    SUPPRESSED = "suppressed"


class MessageCounts(msgspec.Struct, frozen=True):
    queued: int
    sent: int
    suppressed: int


class CountMessages(Query[MessageCounts], frozen=True, kw_only=True):
    service: ClassVar[str] = "notifications"
    allowed: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})
    area: Id
