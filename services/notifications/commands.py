"""What the notifications room can be asked to do."""

import asyncio

import aiosmtplib
import msgspec

from services.notifications.domain.letters import letter
from services.notifications.domain.message import Delivery, known, message, message_id
from services.notifications.lineage import addressees, titles, told
from services.notifications.mail import address, deliver, mail, write
from shared.contracts.gateway import UNKNOWN_PERSON, Contact, GetContact
from shared.contracts.notifications import MessageQueued, NotifyAuthors, Obstacle, SendMessage
from shared.decider import Given
from shared.messages import UNAVAILABLE, Done, Refused, system
from shared.requests import ask
from shared.room import Room
from shared.service import Commands
from shared.telemetry import log
from shared.texts import Language

NOTIFICATIONS = system("notifications")
PATIENCE = 8.0  # seconds for one mail; the reaction that asks for it gives up later


async def notify_authors(command: NotifyAuthors, command_id: str, room: Room) -> Done:
    done = Done(command.cause.id, 0)
    for addressee in await addressees(room, command.area, command.cause):
        id_ = message_id(addressee.person, command.cause.event)
        done = await room.handle(message, id_, Given(command, addressee), f"{command_id}.{id_}")
    return done


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


async def _deliver(queued: MessageQueued, command: SendMessage, room: Room) -> Delivery:
    contact = await _contact(queued.person, room)
    if contact is None:
        return Delivery(Obstacle.UNKNOWN_PERSON)
    to = address(contact)
    if to is None:
        return Delivery(Obstacle.NO_ADDRESS)
    subject, body = await _write(queued, contact, command.area, room)
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


async def _write(queued: MessageQueued, contact: Contact, area: str, room: Room) -> tuple[str, str]:
    event = await told(room, area, queued.cause)
    names = await titles(room, area, queued, event)
    language = Language(contact.language) if contact.language in set(Language) else Language.FINNISH
    return write(letter(event), names, language, contact.name, f"{room.settings.public_url}/areas/{area}")


COMMANDS: Commands = {NotifyAuthors: notify_authors, SendMessage: send_message}
