import mailbox
from pathlib import Path

import aiosmtplib
import pytest

from deploy.mail_server import mail_catcher
from services.notifications.mail import deliver
from tests.notifications.test_mail import to_aino


async def test_the_demo_keeps_mails_in_a_folder(tmp_path: Path) -> None:
    async with mail_catcher(tmp_path / "mail") as url:
        for title in ("Penkki", "Laituri"):
            await deliver(to_aino(title), url)
    assert len(mailbox.Maildir(tmp_path / "mail", create=False)) == 2


async def test_a_closed_mail_server_takes_nothing(tmp_path: Path) -> None:
    async with mail_catcher(tmp_path / "mail") as url:
        pass
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await deliver(to_aino(), url)
