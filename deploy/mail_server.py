"""The demo's own mail server: takes every mail and keeps it in a folder, where nobody but the demo reads it."""

import asyncio
import mailbox
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def mail_catcher(folder: Path) -> AsyncIterator[str]:
    """Serves SMTP on a free port of the loopback until the context ends; mails go into the Maildir `folder`.

    Yields the server's URL.
    """
    protocol = partial(SMTP, _Keeper(folder), hostname="localhost", enable_SMTPUTF8=True)
    server = await asyncio.get_running_loop().create_server(protocol, LOOPBACK)
    async with server:
        yield f"smtp://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"


class _Keeper:
    """Writes in a thread: a Maildir waits for the disk, and the rooms in this process must not."""

    def __init__(self, folder: Path) -> None:
        self._mails = mailbox.Maildir(folder)

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's name
        await asyncio.to_thread(self._mails.add, envelope.content or b"")
        return "250 OK"
