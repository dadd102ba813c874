"""Many look at the same pages: what nobody in particular asks is asked once, and the answer holds until a view of the
room that gave it moves, a second at most. What has to be newer names its position, and what somebody signed in asks is
shared only while it is on its way."""

import asyncio
from collections import defaultdict
from typing import Any

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.messages import NOBODY, Query
from shared.requests import ask
from shared.status import moved_subject

HOLDS = 1.0  # seconds: also what a room says by the clock, or out of another room's events, is no older

Key = tuple[type, bytes]
Answers = dict[Key, "asyncio.Task[Any]"]

_encode = msgspec.json.Encoder().encode


class Asking:
    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._of_room: defaultdict[str, Answers] = defaultdict(dict)

    async def hear(self) -> None:
        """Of views that move. Without, each answer holds its full time."""
        await self._nc.subscribe(moved_subject("*"), cb=self._moved)

    async def told(self, query: Query[Any]) -> Any:
        """The answer, read; several may hold it. Raises `Refused`."""
        answers, key = self._of_room[query.service], (type(query), _encode(query))
        if key not in answers:
            asked = answers[key] = asyncio.create_task(self._ask(query))
            asked.add_done_callback(lambda done: _hold(answers, key, done, HOLDS if query.by == NOBODY else 0))
        answer = answers[key]
        if answer.done():
            return answer.result()
        return await asyncio.shield(answer)  # who goes away takes nothing from the others

    async def _moved(self, message: Msg) -> None:
        """Also what is on its way may have been read before: it is for those alone who wait for it."""
        self._of_room.pop(message.subject.rpartition(".")[2], None)

    async def _ask(self, query: Query[Any]) -> Any:
        return msgspec.json.decode(await ask(self._nc, query), type=answer_of(type(query)))


def _hold(answers: Answers, key: Key, done: "asyncio.Task[Any]", seconds: float) -> None:
    failed = done.cancelled() or done.exception() is not None  # asked for also where nobody waits for it any more
    if seconds and not failed:
        asyncio.get_running_loop().call_later(seconds, answers.pop, key, None)
    else:
        answers.pop(key, None)


def answer_of(query: type[Query[Any]]) -> Any:
    """The type that answers a query: the T of its Query[T]."""
    return query.__orig_bases__[0].__args__[0]  # type: ignore[attr-defined]
