"""A real mail server that counts, and a people's directory to look addresses up in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial

from aiosmtpd.smtp import SMTP, Envelope, Session

from services.gateway.directory import Choices, Directory, Person, get_contact
from shared.contracts.gateway import GetContact, Letters
from shared.room import Room
from shared.service import Service


@dataclass
class PostOffice:
    """Keeps what it takes. `answer` is what it says to a recipient: "250 OK", or why not."""

    url: str = ""
    answer: str = "250 OK"
    takes: float = 0.0  # seconds for a mail
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 — aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, EmailMessage, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        await asyncio.sleep(self.takes)
        return "250 OK"


@asynccontextmanager
async def post_office(port: int = 0) -> AsyncIterator[PostOffice]:
    office = PostOffice()
    protocol = partial(SMTP, office, hostname="localhost", enable_SMTPUTF8=True)
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", port)
    async with server:
        office.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield office


def directory(emails: Mapping[str, str], language: str = "en", unwanted: frozenset[Letters] = frozenset()) -> Service:
    """The gateway's directory without its HTTP: people by id, with their addresses."""

    @asynccontextmanager
    async def fill(room: Room) -> AsyncIterator[None]:
        people = Directory(room.views)
        await people.create()
        for id_, email in emails.items():
            await people.put(
                Person(id=id_, name=id_.title(), email=email, language=language, area="saarijarvi", roles={})
            )
            await people.choose(id_, Choices(language, unwanted))
        yield

    return Service("gateway", queries={GetContact: get_contact}, background=(fill,))
