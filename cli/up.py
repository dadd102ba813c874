"""`lahio up`: all rooms in one process, or the named ones; embedded servers unless told where real ones are."""

import asyncio
import gc
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import uvloop
from nats.aio.client import Client

from cli import demo, instance
from deploy import nats_server
from deploy.data_folder import opened, secret
from deploy.mail_server import mail_catcher
from deploy.outsiders import open_to_outsiders
from services import rooms
from services.gateway.pages.static import BRANDED
from shared import telemetry
from shared.host import run as run_rooms
from shared.settings import OpenId, Settings, Unusable


def add_arguments(parser: ArgumentParser) -> None:
    instance.add_arguments(parser)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(rooms.NAMES)} (all)")
    parser.add_argument("--port", type=int, default=8000, help="of the gateway (8000)")
    parser.add_argument("--host", default=os.environ.get("LAHIO_HOST", "127.0.0.1"), help="to listen on (127.0.0.1)")
    parser.add_argument("--demo", action="store_true", help="with a demo programme and people anyone can sign in as")
    parser.add_argument("--brand", type=Path, default=_brand(), help="folder with the city's tokens.css and logo.svg")
    parser.add_argument(
        "--sync", choices=("always", "default"), default="always", help="when the embedded log goes to disk (always)"
    )


def run(arguments: Namespace) -> int:
    rooms.require(arguments.rooms)
    uvloop.run(_until_stopped(arguments))
    return 0


async def _until_stopped(arguments: Namespace) -> None:
    """Ctrl-C and SIGTERM end it in order: HTTP first, then the rooms, the log's server last."""
    telemetry.start("lahio-" + ("-".join(arguments.rooms) or "all"))
    work = asyncio.ensure_future(_up(arguments))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        print("Stopped.", file=sys.stderr)


async def _up(arguments: Namespace) -> None:
    with _folder(arguments) as folder:
        async with AsyncExitStack() as servers:
            settings, outsiders = await _servers(arguments, folder, servers)

            async def when_open(nc: Client) -> None:
                if "gateway" in (arguments.rooms or rooms.NAMES):  # which publishes what they read
                    await open_to_outsiders(nc)
                if folder:
                    instance.leave_note(
                        folder, instance.Note(settings.public_url, settings.nats_url, outsiders, os.getpid())
                    )
                if settings.demo:
                    await demo.prepare(nc)
                _calm_garbage_collector()
                print(_welcome(settings, arguments.rooms), flush=True)

            await run_rooms(rooms.load(arguments.rooms or rooms.NAMES), settings, when_open)


@contextmanager
def _folder(arguments: Namespace) -> Iterator[Path | None]:
    """The data folder; rooms on a NATS server of others may keep their views side by side in one, so it is not held."""
    if arguments.nats:
        yield None
        return
    with opened(arguments.data) as folder:
        yield folder


async def _servers(arguments: Namespace, folder: Path | None, stack: AsyncExitStack) -> tuple[Settings, str]:
    """Starts what is not named; the settings, and the address for outsiders if the log's server is ours."""
    url = f"http://{'localhost' if arguments.host in {'127.0.0.1', '0.0.0.0'} else arguments.host}:{arguments.port}"  # noqa: S104
    settings = Settings(
        nats_url=arguments.nats or "",
        views_url=instance.views_url(arguments),
        smtp_url=os.environ.get("LAHIO_SMTP_URL", ""),
        mail_from=os.environ.get("LAHIO_MAIL_FROM", "lahio@localhost"),
        public_url=os.environ.get("LAHIO_PUBLIC_URL", url),
        host=arguments.host,
        port=arguments.port,
        secret=_secret(folder, "LAHIO_SECRET_FILE", "gateway-key"),
        ballot_secret=_secret(folder, "LAHIO_BALLOT_SECRET_FILE", "ballot-key"),
        survey_secret=_secret(folder, "LAHIO_SURVEY_SECRET_FILE", "survey-key"),
        demo=arguments.demo,
        open_id=_open_id(),
        statfin_url=os.environ.get("LAHIO_STATFIN_URL", ""),
        sotkanet_url=os.environ.get("LAHIO_SOTKANET_URL", ""),
        brand_folder=_brand_folder(arguments.brand),
    )
    outsiders = ""
    if folder:
        server = await stack.enter_async_context(nats_server.start(folder, sync=arguments.sync))
        settings, outsiders = replace(settings, nats_url=server.url), server.outsider_url
    if not folder and not settings.smtp_url and "notifications" in (arguments.rooms or rooms.NAMES):
        raise Unusable("The notifications room needs a mail server: name it in LAHIO_SMTP_URL.")
    _require_secrets(settings, arguments.rooms or rooms.NAMES)
    if folder and not settings.smtp_url:
        mails = folder / "mail"
        smtp_url = await stack.enter_async_context(mail_catcher(mails))
        settings = replace(settings, smtp_url=smtp_url, mail_folder=mails)
    return settings, outsiders


def _calm_garbage_collector() -> None:
    """What is there after the start stays: searching it for garbage took 7 % of each ballot's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _secret(folder: Path | None, variable: str, name: str) -> bytes:
    if path := os.environ.get(variable):
        return Path(path).read_bytes().strip()
    return secret(folder, name).encode() if folder else b""


def _open_id() -> OpenId | None:
    """Raises `Unusable`: who signs in must not be told over an open line."""
    issuer = os.environ.get("LAHIO_OIDC_ISSUER", "")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
        raise Unusable("LAHIO_OIDC_ISSUER has to be an https address.")
    path = os.environ.get("LAHIO_OIDC_CLIENT_SECRET_FILE")
    return OpenId(
        issuer=issuer,
        client_id=os.environ.get("LAHIO_OIDC_CLIENT_ID", "lahio"),
        secret=Path(path).read_text().strip() if path else "",
        roles_claim=os.environ.get("LAHIO_OIDC_ROLES_CLAIM", "roles"),
    )


def _brand() -> Path | None:
    named = os.environ.get("LAHIO_BRAND_FOLDER")
    return Path(named) if named else None


def _brand_folder(named: Path | None) -> Path | None:
    """Raises `Unusable` where there is no such folder; what it lacks is said, rather than looking like no city in
    silence."""
    if named and not named.is_dir():
        raise Unusable(f"There is no folder {named} with the city's colours and logo.")
    lacking = [name for name in BRANDED if named and not (named / name).is_file()]
    if lacking:
        print(f"The folder {named} has no {', '.join(lacking)}: Lähiö's own are shown.", file=sys.stderr)
    return named


def _require_secrets(settings: Settings, named: Collection[str]) -> None:
    """A key wrapped with nothing is there for everybody who sees the stream of keys."""
    if "voting" in named and not settings.ballot_secret:
        raise Unusable(
            "The voting room seals ballots and needs a secret for it: name its file in LAHIO_BALLOT_SECRET_FILE."
        )
    if "areas" in named and not settings.survey_secret:
        raise Unusable(
            "The areas room hides who answers and needs a secret for it: name its file in LAHIO_SURVEY_SECRET_FILE."
        )


def _welcome(settings: Settings, named: list[str]) -> str:
    if named:
        return f"Open: {', '.join(named)}."
    if not settings.demo:
        return f"Lähiö is open: {settings.public_url}"
    return f"""
Lähiö is open: {settings.public_url}      (DEMO: anyone can sign in as anyone; Ctrl-C stops it)

  Look around       {settings.public_url}/
  Sign in           one click on the front page, as a resident or as staff
  Read the API      {settings.public_url}/api/docs
  See the mails     {settings.public_url}/demo/mail
  Run a whole round lahio replay      (in a second terminal: .venv/bin/lahio replay)
"""
