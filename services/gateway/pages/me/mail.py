"""The demo's mail: what the demo's own mail server received."""

import asyncio
import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit

MOST = 100


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    date: datetime
    text: str


@get("/demo/mail")
async def show(request: Visit) -> ASGIApp:
    folder = request.instance.settings.mail_folder
    letters = await asyncio.to_thread(newest, folder) if folder else []
    return page(request, "me/mail.html", letters=letters, person=await who(request))


def newest(folder: Path) -> list[Letter]:
    """The newest letters of a Maildir; none while there is no such folder."""
    try:
        found = mailbox.Maildir(folder, create=False)
        keys = sorted(found.keys(), reverse=True)[:MOST]  # a key begins with the time
        return [_letter(found[key]) for key in keys]
    except (mailbox.NoSuchMailboxError, FileNotFoundError):
        return []


def _letter(message: mailbox.MaildirMessage) -> Letter:
    def header(name: str) -> str:
        return str(make_header(decode_header(message.get(name, ""))))

    return Letter(header("To"), header("Subject"), datetime.fromtimestamp(message.get_date(), UTC), _text(message))


def _text(message: Message) -> str:
    plain = next((part for part in message.walk() if part.get_content_type() == "text/plain"), message)
    payload = plain.get_payload(decode=True)
    return payload.decode(errors="replace") if isinstance(payload, bytes) else ""


HANDLERS = (show,)
