"""An instance of one test's own, run beside the browser: Playwright's pages do not wait for a loop of ours."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from deploy import nats_server
from deploy.mail_server import mail_catcher
from shared.service import Service
from shared.settings import Settings
from tests.gateway.conftest import free_port, opened
from tests.gateway.front_door import Site

T = TypeVar("T")
PATIENCE = 60  # seconds


@dataclass
class OwnSite:
    """What happens on it besides the browser is said as in the tests of the front door."""

    address: str
    site: Site
    loop: asyncio.AbstractEventLoop = field(repr=False)

    def does(self, what: Callable[[Site], Awaitable[T]]) -> T:
        async def done() -> T:
            return await what(self.site)

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result(PATIENCE)


@contextmanager
def own_site(folder: Path, *more: Service) -> Iterator[OwnSite]:
    loop, is_open, is_over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    found: list[OwnSite] = []

    async def serve() -> None:
        async with nats_server.start(folder, sync="default") as log, mail_catcher(folder / "mail") as post:
            settings = _settings(log.url, post, folder)
            async with opened(settings, *more) as site:
                found.append(OwnSite(settings.public_url, site, loop))
                is_open.set()
                await is_over.wait()

    def run() -> None:
        with closing(loop):
            loop.run_until_complete(serve())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert is_open.wait(PATIENCE)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(is_over.set)
        thread.join(PATIENCE)


def _settings(nats_url: str, smtp_url: str, folder: Path) -> Settings:
    port = free_port()
    return Settings(
        nats_url=nats_url,
        views_url=f"sqlite:{folder / 'views'}",
        smtp_url=smtp_url,
        mail_from="lahio@localhost",
        public_url=f"http://localhost:{port}",
        port=port,
        secret=b"a secret of this test alone",
        ballot_secret=b"another secret of this test alone",
        survey_secret=b"a third secret of this test alone",
        demo=True,
    )
