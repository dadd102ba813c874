"""A room's views built anew out of one reading of the log, as fast as its events can be taken in."""

from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing

from nats.aio.client import Client

from shared.bulk import read_range
from shared.events import Kind, kind_of
from shared.log import Stored, last_position
from shared.projections import Projector, View
from shared.views import ViewStore

ENOUGH = 4000  # events in a transaction
FEW = 4  # subjects; to pick out of all the log those of many takes the server ten times as long as to send it all
EVERYTHING = ("es.>",)


async def rebuild(views: Sequence[View], store: ViewStore, nc: Client, progress: Callable[[int, int], None]) -> int:
    """Drop the views and replay the log into them; the number of messages taken in. Rooms may go on running.

    `progress` is told how far in the log it is, and where its end was.
    """
    for view in views:
        await store.drop(view.name)
        await store.create(view.schema)
    projectors, last, taken = [Projector(view, store, nc) for view in views], await last_position(nc), 0
    async with aclosing(read_for(views, nc, last)) as batches:
        async for batch in batches:
            for projector in projectors:
                if mine := [stored for stored in batch if kind_of(stored.subject) in projector.view.kinds]:
                    await projector.apply(mine)
            taken += len(batch)
            progress(batch[-1].position, last)
    return taken


async def read_for(views: Iterable[View], nc: Client, last: int) -> AsyncGenerator[list[Stored], None]:
    """What any of the views reads: enough at a time that writing it to the disk matters little."""
    wanted = frozenset[Kind]().union(*(view.kinds for view in views))
    subjects = {subject for view in views for subject in view.subjects}
    waiting: list[Stored] = []
    range_ = read_range(url_of(nc), sorted(subjects) if len(subjects) <= FEW else EVERYTHING, 1, last)
    async with aclosing(range_) as batches:
        async for batch in batches:
            waiting += [Stored(it.subject, it.position, {}, it.data) for it in batch if kind_of(it.subject) in wanted]
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
