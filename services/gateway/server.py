"""Serves HTTP inside the room's own event loop."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import aiohttp
import uvicorn

from services.gateway.app import application
from services.gateway.attempts import Attempts
from services.gateway.connection import Connection
from services.gateway.counting import storing
from services.gateway.directory import Directory
from services.gateway.footfall import Footfall
from services.gateway.provider import Provider
from services.gateway.sessions import Sessions
from services.gateway.tokens import Tokens
from services.gateway.visit import Instance
from shared.room import Room
from shared.settings import Settings, Unusable

BACKLOG = 2048
HIGHEST_PORT = 65535
KEEP_ALIVE = 75  # seconds; longer than clients and proxies do, so that none writes to a line just closed
PATIENCE = 2  # seconds for requests under way when the room closes
GRACE = 1  # seconds for their answers to go out
TICK = 1  # seconds


class _Server(uvicorn.Server):
    """Closes when it is told: uvicorn itself would look ten times a second whether it should."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told_to_close = asyncio.Event()

    def close(self) -> None:
        self.should_exit = True
        self._told_to_close.set()

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # the answers' Date
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK):
                    await self._told_to_close.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the host's business."""
        yield


@asynccontextmanager
async def serve_http(room: Room) -> AsyncIterator[None]:
    """Raises `Unusable`. Requests under way are answered before it closes."""
    if not room.settings.secret:
        raise Unusable("The gateway signs sign-ins and needs a secret for it: name its file in LAHIO_SECRET_FILE.")
    secret, footfall = room.settings.secret, Footfall(room.settings.secret, room.settings.clock)
    sessions, attempts = Sessions(room.nc, secret, room.settings.clock), Attempts(secret, room.settings.clock)
    async with _provider(room.settings) as provider:
        instance = Instance(
            room.nc, room.settings, Directory(room.views), Tokens(secret), sessions, footfall, attempts, provider
        )
        async with _serving(room, instance):
            yield


@asynccontextmanager
async def _provider(settings: Settings) -> AsyncIterator[Provider | None]:
    if settings.open_id is None:
        yield None
        return
    async with aiohttp.ClientSession() as http:
        yield Provider(settings.open_id, http, f"{settings.public_url.rstrip('/')}/sign-in/return")


@asynccontextmanager
async def _serving(room: Room, instance: Instance) -> AsyncIterator[None]:
    await instance.directory.create()
    await instance.asking.hear()
    config = uvicorn.Config(
        application(instance),
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=PATIENCE + GRACE,
    )
    server = _Server(config)
    with _listen(room.settings.host, room.settings.port) as listening:
        async with storing(room.nc, instance.footfall):
            serving = asyncio.create_task(server.serve([listening]), name="http")
            try:
                yield
            finally:
                instance.close(PATIENCE)
                server.close()
                await serving


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= HIGHEST_PORT:  # the socket would not close behind its OverflowError
        raise Unusable(f"Cannot listen on {host}:{port}: ports end at {HIGHEST_PORT}.")
    try:
        listening = socket.create_server((host, port), backlog=BACKLOG)
    except OSError as error:
        raise Unusable(_why_not(host, port, error)) from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or answers wait 40 ms for the peer's ACK
    return listening


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: stop what listens there, or choose another with --port."
    reason, _, _ = str(error.strerror).partition(" (while")
    return f"Cannot listen on {host}:{port}: {reason}."
