"""A message: one person told of one event, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.notifications import (
    MESSAGE,
    UNKNOWN_MESSAGE,
    MessageEvent,
    MessageQueued,
    MessageSent,
    MessageSuppressed,
    NotifyAuthors,
    Obstacle,
    QueueReminder,
    ReminderQueued,
    SendMessage,
)
from shared.decider import Decider, Given
from shared.ids import derived_id
from shared.messages import Refused


@dataclass(frozen=True)
class Addressee:
    """A person, and the idea that they are told by: theirs, or one behind what they follow."""

    person: str
    idea: str
    follows: bool = False


@dataclass(frozen=True)
class Delivery:
    """How sending went."""

    obstacle: Obstacle | None = None


MessageCommand: TypeAlias = Given[NotifyAuthors, Addressee] | QueueReminder | Given[SendMessage, Delivery]
Queued: TypeAlias = MessageQueued | ReminderQueued


@dataclass(frozen=True)
class Message:
    queued: Queued
    settled: bool = False


def message_id(person: str, event: str) -> str:
    """However many ideas of a person became one thing, one message tells them."""
    return derived_id("message", person, event)


def reminder_id(reminder: str) -> str:
    return derived_id("reminder", reminder)


def decide(command: MessageCommand, state: Message | None) -> Sequence[MessageEvent]:
    match command:
        case Given(NotifyAuthors() as notify, Addressee() as addressee):
            return _queue(notify, addressee, state)
        case QueueReminder():
            return [] if state else [_reminder(command)]
        case Given(SendMessage(), Delivery() as delivery):
            return _settle(delivery, known(state))
        case _:
            raise TypeError(command)


def known(state: Message | None) -> Message:
    if state is None:
        raise Refused(UNKNOWN_MESSAGE)
    return state


def _queue(command: NotifyAuthors, addressee: Addressee, state: Message | None) -> Sequence[MessageEvent]:
    if state is not None:
        return []
    return [MessageQueued(person=addressee.person, idea=addressee.idea, cause=command.cause, follows=addressee.follows)]


def _reminder(command: QueueReminder) -> ReminderQueued:
    return ReminderQueued(round=command.round, edition=command.edition, reminder=command.reminder)


def _settle(delivery: Delivery, state: Message) -> Sequence[MessageEvent]:
    if state.settled:
        return []
    return [MessageSuppressed(obstacle=delivery.obstacle) if delivery.obstacle else MessageSent()]


def evolve(state: Message | None, event: MessageEvent) -> Message:
    match event:
        case MessageQueued() | ReminderQueued():
            return Message(event)
        case MessageSent() | MessageSuppressed():
            return replace(known(state), settled=True)
        case _:
            assert_never(event)


message = Decider[Message | None](MESSAGE, None, evolve, decide)
