import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import nats
from nats.aio.client import Client


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Client]:
    """A connection that keeps its errors to itself."""

    async def ignore(_: Exception) -> None:
        pass

    client = await nats.connect(url, error_cb=ignore, reconnect_time_wait=0.02, max_reconnect_attempts=500)
    try:
        yield client
    finally:
        await client.close()


async def eventually(is_so: Callable[[], bool], *, seconds: float = 2) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():
            await asyncio.sleep(0.01)
