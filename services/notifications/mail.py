"""A letter as a mail in its reader's language, handed to the mail server over SMTP."""

from collections.abc import Mapping
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from services.notifications.domain.letter import Letter
from services.notifications.domain.message import Delivery
from shared.contracts.gateway import Contact
from shared.contracts.notifications import Obstacle
from shared.texts import Language, euros, text

GREETING = "Hello {name},"
REHEARSAL = "This is part of a rehearsal: nothing that is voted in it will be built."
PERMANENT = 500  # RFC 5321, 4.2.1: replies from here on stay the same however often one tries


def address(contact: Contact) -> Address | None:
    """Where to write to; None when nothing can be sent there."""
    try:
        found = Address(_one_line(contact.name), addr_spec=contact.email)
    except (ValueError, HeaderParseError, IndexError):  # what the standard library raises for what is no address
        return None
    return found if found.domain else None


def write(
    letter: Letter, titles: Mapping[str, str], language: Language, name: str, url: str, *, rehearsal: bool = False
) -> tuple[str, str]:
    """Subject and body. Titles stay as their authors wrote them."""
    values = {
        **titles,
        "name": name,
        "url": url,
        "reason": text(language, letter.reason),
        "cost": euros(language, letter.cost_cents),
    }
    paragraphs = (GREETING, *([REHEARSAL] if rehearsal else []), letter.body, letter.link, letter.why)
    body = "\n\n".join(text(language, sentence).format_map(values) for sentence in paragraphs)
    return _one_line(text(language, letter.subject).format_map(values)), f"{body}\n"


def mail(to: Address, sender: str, subject: str, body: str, *, id: str, at: datetime) -> EmailMessage:
    """The `Message-ID` is the message's own, so that a mail sent twice can be seen to be one."""
    composed = EmailMessage()
    composed["From"] = sender
    composed["To"] = to
    composed["Subject"] = subject
    composed["Date"] = format_datetime(at)
    composed["Message-ID"] = f"<{id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    composed["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices in return, please
    composed.set_content(body)
    return composed


async def deliver(composed: EmailMessage, smtp_url: str) -> Delivery:
    """Raises `aiosmtplib.SMTPException` or `OSError` when it is worth trying again."""
    server = urlsplit(smtp_url)  # smtp[s]://[user:password@]host:port
    try:
        await aiosmtplib.send(
            composed,
            hostname=server.hostname,
            port=server.port,
            use_tls=server.scheme == "smtps",
            username=unquote(server.username) if server.username else None,
            password=unquote(server.password) if server.password else None,
            timeout=5,
        )
    except aiosmtplib.SMTPRecipientsRefused as refused:
        if all(recipient.code >= PERMANENT for recipient in refused.recipients):
            return Delivery(Obstacle.REJECTED)
        raise
    return Delivery()


def _one_line(words: str) -> str:
    return " ".join(words.split())
