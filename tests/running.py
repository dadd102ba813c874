"""Rooms at work inside a test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from nats.aio.client import Client

from shared.host import run
from shared.service import Service
from shared.settings import Settings

T = TypeVar("T")


@asynccontextmanager
async def running(settings: Settings, *services: Service) -> AsyncIterator[asyncio.Task[None]]:
    """The rooms answer while the context lasts; the task fails if they do."""
    is_open = asyncio.Event()

    async def when_open(_: Client) -> None:
        is_open.set()

    task = asyncio.create_task(run(services, settings, when_open))
    waiting = asyncio.create_task(is_open.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done():
        task.result()
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(ask: Callable[[], Awaitable[T]], is_so: Callable[[T], bool], seconds: float = 10) -> T:
    """The answer once it is so."""
    async with asyncio.timeout(seconds):
        while not is_so(answer := await ask()):
            await asyncio.sleep(0.02)
    return answer
