"""The published ballots by their receipts, kept while people look theirs up: those of the rounds asked for last."""

import asyncio
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import nats.errors
import nats.js.errors

from services.voting.domain.bundle import Certified, unpack
from services.voting.domain.sealing import Box, Marks, open_all
from shared.contracts.certification import NOT_PUBLISHED
from shared.log import BUNDLES
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room

KEPT = 4  # rounds; whoever asks for two in turn has none opened again
Published = tuple[Certified, dict[str, Marks]]


@dataclass
class Shelf:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A crowd that asks at once has the bundle opened once."""
    known: dict[str, Published] = field(default_factory=dict)


_shelves: WeakKeyDictionary[Room, Shelf] = WeakKeyDictionary()


async def published(room: Room, area: str, round_: str) -> Published:
    """Raises `Refused` where nothing is published."""
    name, shelf = f"{area}/{round_}", _shelves.setdefault(room, Shelf())
    async with shelf.lock:
        if name not in shelf.known:
            data = await _fetch(room, name)
            shelf.known[name] = await asyncio.to_thread(_open, data)
        asked_for = shelf.known[name] = shelf.known.pop(name)
        if len(shelf.known) > KEPT:
            shelf.known.pop(next(iter(shelf.known)))  # the one not asked for the longest
        return asked_for


async def _fetch(room: Room, name: str) -> bytes:
    try:
        store = await room.nc.jetstream().object_store(BUNDLES)
        return (await store.get(name)).data or b""
    except nats.js.errors.NotFoundError as error:
        raise Refused(NOT_PUBLISHED) from error
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error


def _open(data: bytes) -> Published:
    bundle = unpack(data)
    return bundle.vote, open_all(Box(bytes.fromhex(bundle.vote.box_key)), bundle.ballots).by_receipt
