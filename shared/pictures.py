"""Where pictures lie: a bucket of JetStream's object store, each in two sizes. Their ids follow from their content."""

import asyncio
from collections.abc import Sequence
from enum import StrEnum

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.js.object_store import ObjectStore

from shared.contracts.pictures import UNKNOWN_PICTURE, Picture
from shared.log import PICTURES
from shared.messages import UNAVAILABLE, Refused
from shared.room import Room


class Size(StrEnum):
    LARGE = "large"
    SMALL = "small"


async def put(nc: Client, id: str, sizes: dict[Size, bytes]) -> None:
    """Once: whoever sends the same picture again finds it there."""
    try:
        store = await nc.jetstream().object_store(PICTURES)
        for size, content in sizes.items():
            if not await _holds(store, _name(id, size)):
                await store.put(_name(id, size), content)
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error


async def get(nc: Client, id: str, size: Size) -> bytes:
    """Raises `Refused`."""
    try:
        store = await nc.jetstream().object_store(PICTURES)
        return (await store.get(_name(id, size))).data or b""
    except nats.js.errors.NotFoundError as error:
        raise Refused(UNKNOWN_PICTURE) from error
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error


async def require_stored(room: Room, pictures: Sequence[Picture]) -> None:
    """Raises `Refused`."""
    if not pictures:
        return
    try:
        store = await room.nc.jetstream().object_store(PICTURES)
        held = await asyncio.gather(*(_holds(store, _name(picture.id, Size.SMALL)) for picture in pictures))
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
    if not all(held):
        raise Refused(UNKNOWN_PICTURE)


async def _holds(store: ObjectStore, name: str) -> bool:
    try:
        await store.get_info(name)
    except nats.js.errors.NotFoundError:
        return False
    return True


def _name(id: str, size: Size) -> str:
    return f"{id}/{size}"
