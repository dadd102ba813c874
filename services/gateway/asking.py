"""Who asks the same as somebody whose answer is on its way gets that answer, too: when many look, most look at the
same pages. It is no older than an answer of one's own may be, and what has to be newer names its position."""

import asyncio
from typing import Any

import msgspec
from nats.aio.client import Client

from shared.messages import Query
from shared.requests import ask

_encode = msgspec.json.Encoder().encode


class Asking:
    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._under_way: dict[tuple[type, bytes], asyncio.Task[Any]] = {}

    async def told(self, query: Query[Any]) -> Any:
        """The answer, read; several may hold it. Raises `Refused`."""
        key = type(query), _encode(query)
        if key not in self._under_way:
            asked = self._under_way[key] = asyncio.create_task(self._ask(query))
            asked.add_done_callback(lambda done: self._answered(key, done))
        return await asyncio.shield(self._under_way[key])  # who goes away takes nothing from the others

    def _answered(self, key: tuple[type, bytes], done: "asyncio.Task[Any]") -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # also where nobody waits for it any more

    async def _ask(self, query: Query[Any]) -> Any:
        return msgspec.json.decode(await ask(self._nc, query), type=answer_of(type(query)))


def answer_of(query: type[Query[Any]]) -> Any:
    """The type that answers a query: the T of its Query[T]."""
    return query.__orig_bases__[0].__args__[0]  # type: ignore[attr-defined]
