"""What the notifications room can be asked to do."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import assert_never

import aiosmtplib
import msgspec

from services.notifications.domain.follow import follow, follow_id
from services.notifications.domain.followed import letter_to_follower
from services.notifications.domain.letters import UNFINISHED, Told, letter
from services.notifications.domain.message import Delivery, Queued, known, message, message_id, reminder_id
from services.notifications.lineage import addressees, is_rehearsal, is_there, round_of, titles, told
from services.notifications.mail import address, deliver, mail, write
from shared.contracts.ballots import GetUnfinished, Unfinished
from shared.contracts.follows import UNKNOWN_THING, FollowThing, UnfollowThing
from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact, Letters
from shared.contracts.ideas import IdeaTakenUp
from shared.contracts.merging import ConsentAsked
from shared.contracts.notifications import (
    MessageQueued,
    NotifyAuthors,
    Obstacle,
    QueueReminder,
    ReminderQueued,
    SendMessage,
    Thing,
)
from shared.contracts.work_days import WorkDayPlanned
from shared.decider import Given
from shared.messages import UNAVAILABLE, Done, Kind, Refused, require, system
from shared.requests import ask
from shared.room import Room
from shared.service import Commands
from shared.telemetry import log
from shared.texts import Language, day, moment

NOTIFICATIONS = system("notifications")
Words = tuple[str, str]
"""Subject and body."""

WriteTo = Callable[[Contact, str, Room], Awaitable[Words]]
PATIENCE = 8.0  # seconds for one mail; the reaction that asks for it gives up later


async def notify_authors(command: NotifyAuthors, command_id: str, room: Room) -> Done:
    done = Done(command.cause.id, 0)
    for addressee in await addressees(room, command.area, command.cause):
        id_ = message_id(addressee.person, command.cause.event)
        done = await room.handle(message, id_, Given(command, addressee), f"{command_id}.{id_}")
    return done


async def follow_thing(command: FollowThing, command_id: str, room: Room) -> Done:
    require(await is_there(room, command.area, command.thing, command.about), UNKNOWN_THING)
    return await room.handle(follow, _follow_id(command), command, command_id)


async def unfollow_thing(command: UnfollowThing, command_id: str, room: Room) -> Done:
    return await room.handle(follow, _follow_id(command), command, command_id)


def _follow_id(command: FollowThing | UnfollowThing) -> str:
    return follow_id(command.by.id, command.thing, command.about)


async def queue_reminder(command: QueueReminder, command_id: str, room: Room) -> Done:
    return await room.handle(message, reminder_id(command.reminder), command, command_id)


async def send_message(command: SendMessage, command_id: str, room: Room) -> Done:
    """The mail goes out before its event is stored: a crash in between sends it twice rather than never."""
    newest = await room.newest(message, command.area, command.message)
    state = known(newest.state)
    if state.settled:
        return Done(command.message, newest.position)
    try:
        async with asyncio.timeout(PATIENCE):
            delivery = await _deliver(state.queued, command, room)
    except (aiosmtplib.SMTPException, OSError) as error:  # OSError: a TimeoutError, too
        log.warning("mail not sent", message=command.message, error=type(error).__name__)  # its text names the person
        raise Refused(UNAVAILABLE) from error
    return await room.handle(message, command.message, Given(command, delivery), command_id)


async def _deliver(queued: Queued, command: SendMessage, room: Room) -> Delivery:
    match queued:
        case MessageQueued():
            about = Letters.FOLLOWED if queued.follows else Letters.OWN
            return await _post(queued.person, about, partial(_story, queued), command, room)
        case ReminderQueued():
            unfinished = await _unfinished(queued, command.area, room)
            if unfinished is None:
                return Delivery(Obstacle.NO_LONGER)
            write_to = partial(_reminder, unfinished, queued.round)
            return await _post(unfinished.person, Letters.REMINDERS, write_to, command, room)
        case _:
            assert_never(queued)


async def _post(person: str, about: Letters, write_to: WriteTo, command: SendMessage, room: Room) -> Delivery:
    contact = await _contact(person, room)
    if contact is None:
        return Delivery(Obstacle.UNKNOWN_PERSON)
    if about in contact.unwanted:
        return Delivery(Obstacle.UNWANTED)
    to = address(contact)
    if to is None:
        return Delivery(Obstacle.NO_ADDRESS)
    subject, body = await write_to(contact, command.area, room)
    sender = room.settings.mail_from
    return await deliver(mail(to, sender, subject, body, id=command.message, at=command.at), room.settings.smtp_url)


async def _contact(person: str, room: Room) -> Contact | None:
    try:
        answer = await ask(room.nc, GetContact(person=person, by=NOTIFICATIONS))
    except Refused as refused:
        if refused.refusal.reason.code == UNKNOWN_PERSON.code:
            return None
        raise
    return msgspec.json.decode(answer, type=Contact)


async def _unfinished(queued: ReminderQueued, area: str, room: Room) -> Unfinished | None:
    query = GetUnfinished(
        area=area, round=queued.round, edition=queued.edition, reminder=queued.reminder, by=NOTIFICATIONS
    )
    try:
        return msgspec.json.decode(await ask(room.nc, query), type=Unfinished)
    except Refused as refused:
        if refused.refusal.reason.kind is Kind.UNKNOWN:
            return None
        raise


async def _story(queued: MessageQueued, contact: Contact, area: str, room: Room) -> Words:
    event = await told(room, area, queued.cause)
    language = _language(contact)
    names = {**await titles(room, area, queued, event), **_when_and_where(event, language)}
    rehearsal = await is_rehearsal(room, area, await round_of(room, area, queued.idea))
    told_so = letter_to_follower(event) if queued.follows else letter(event)
    page = _page_of(queued, event, area, room)
    return write(told_so, names, language, contact.name, page, rehearsal=rehearsal)


def _when_and_where(event: Told, language: Language) -> dict[str, str]:
    return {"time": day(language, event.on), "place": event.place} if isinstance(event, WorkDayPlanned) else {}


async def _reminder(unfinished: Unfinished, round_: str, contact: Contact, area: str, room: Room) -> Words:
    language = _language(contact)
    time = moment(language, unfinished.closes_at)
    rehearsal = await is_rehearsal(room, area, round_)
    return write(UNFINISHED, {"time": time}, language, contact.name, _page(area, room), rehearsal=rehearsal)


def _language(contact: Contact) -> Language:
    return Language(contact.language) if contact.language in set(Language) else Language.FINNISH


def _page_of(queued: MessageQueued, event: Told, area: str, room: Room) -> str:
    """Where what a letter tells of is shown, questions are answered, and appeals are made."""
    page, cause = _page(area, room), queued.cause
    if isinstance(event, IdeaTakenUp | ConsentAsked):
        return f"{page}/proposals/{event.proposal}"
    if cause.thing in {Thing.IDEA, Thing.COMMENT}:
        return f"{page}/ideas/{queued.idea}"
    return f"{page}/proposals/{cause.id}" if cause.thing in {Thing.PROPOSAL, Thing.COSTING} else page


def _page(area: str, room: Room) -> str:
    return f"{room.settings.public_url}/areas/{area}"


COMMANDS: Commands = {
    NotifyAuthors: notify_authors,
    FollowThing: follow_thing,
    UnfollowThing: unfollow_thing,
    QueueReminder: queue_reminder,
    SendMessage: send_message,
}
