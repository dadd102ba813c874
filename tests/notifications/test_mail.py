from datetime import UTC, datetime
from email.message import EmailMessage

import aiosmtplib
import pytest

from services.notifications.domain.idea_letters import RECEIVED
from services.notifications.domain.message import Delivery
from services.notifications.mail import address, deliver, mail, write
from shared.contracts.gateway import Contact
from shared.contracts.notifications import Obstacle
from shared.texts import Language
from tests.notifications.post_office import post_office

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SENDER = "Lähiö <lahio@example.org>"


def to_aino(title: str = "Penkki", name: str = "Aino Äijälä") -> EmailMessage:
    subject, body = write(RECEIVED, {"idea": title}, Language.FINNISH, name, "http://localhost")
    to = address(Contact(name, "aino@example.org", "fi"))
    assert to is not None
    return mail(to, SENDER, subject, body, id="m1", at=NOW)


async def test_a_mail_arrives_in_finnish() -> None:
    async with post_office() as office:
        assert await deliver(to_aino(), office.url) == Delivery()
    (arrived,) = office.mails
    assert arrived["To"] == "Aino Äijälä <aino@example.org>"
    assert arrived["Subject"] == "Saimme ideasi ”Penkki”"
    assert arrived["Message-ID"] == "<m1@example.org>"
    assert "Moderaattori lukee ideasi" in arrived.get_content()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
async def test_a_title_or_name_cannot_add_a_header(end: str) -> None:
    trick = f"Penkki{end}Bcc: kaikki@example.org{end}{end}Osta!"
    async with post_office() as office:
        await deliver(to_aino(title=trick, name=trick), office.url)
    (arrived,) = office.mails
    assert arrived["Bcc"] is None
    assert arrived["Subject"] == "Saimme ideasi ”Penkki Bcc: kaikki@example.org Osta!”"
    assert len(arrived["To"].addresses) == 1


@pytest.mark.parametrize("email", ["", "aino", "aino@", "@example.org", "aino@example.org\nBcc: x@y.fi", "a b@c.fi"])
def test_what_is_no_address_is_not_written_to(email: str) -> None:
    assert address(Contact("Aino", email, "fi")) is None


async def test_a_recipient_refused_for_good_is_not_tried_again() -> None:
    async with post_office() as office:
        office.answer = "550 No such mailbox"
        assert await deliver(to_aino(), office.url) == Delivery(Obstacle.REJECTED)


async def test_a_recipient_refused_for_now_is_worth_another_try() -> None:
    async with post_office() as office:
        office.answer = "450 Mailbox busy"
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await deliver(to_aino(), office.url)


async def test_a_mail_server_that_is_away_is_worth_another_try() -> None:
    async with post_office() as office:
        pass
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await deliver(to_aino(), office.url)
