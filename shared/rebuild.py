"""A view built anew out of the log, as fast as its events can be taken in."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from nats.aio.client import Client

from shared.bulk import Entry, read_range
from shared.log import Stored, last_position
from shared.projections import Projector, View
from shared.views import ViewStore

ENOUGH = 4000  # events in a transaction


async def rebuild(view: View, store: ViewStore, nc: Client, progress: Callable[[int, int], None]) -> int:
    """Drop the view and replay the log into it; the number of messages read. Rooms may go on running.

    `progress` is told how far in the log it is, and where its end was.
    """
    await store.drop(view.name)
    await store.create(view.schema)
    projector, last, read = Projector(view, store, nc), await last_position(nc), 0
    async with aclosing(_gathered(read_range(url_of(nc), view.subjects, 1, last))) as batches:
        async for batch in batches:
            await projector.apply([Stored(subject, position, {}, data) for subject, position, data in batch])
            read += len(batch)
            progress(batch[-1].position, last)
    return read


async def _gathered(batches: AsyncGenerator[list[Entry], None]) -> AsyncGenerator[list[Entry], None]:
    """Enough at a time that writing them to the disk matters little."""
    waiting: list[Entry] = []
    async with aclosing(batches):
        async for batch in batches:
            waiting += batch
            if len(waiting) >= ENOUGH:
                yield waiting
                waiting = []
    if waiting:
        yield waiting


def url_of(nc: Client) -> str:
    """Where a second connection to the same server is made."""
    url = nc.connected_url
    if url is None:
        raise ConnectionError("not connected")
    return url.geturl()
