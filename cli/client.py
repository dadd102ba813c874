"""The API over HTTP, for commands that speak for many people at once.

What fails on the way is asked again: each change carries an Idempotency-Key, so that done twice is done once.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, TypeVar

import aiohttp
import msgspec

from shared.messages import Role
from shared.requests import new_id

Json = dict[str, Any]
T = TypeVar("T")

IN_FLIGHT = 64
PATIENCE = 60.0  # seconds: a killed server is started again within them
TRY_FOR = 15.0  # seconds: longer than the gateway waits for a room
NOT_FOUND, TOO_MANY, BROKEN = 404, 429, 500  # statuses


class Unreachable(Exception):  # noqa: N818
    """Nothing answers at the address, or nothing that can be used; it says what to do."""


class Problem(Exception):  # noqa: N818
    """The API refused: the `code` of its problem document, and the sentence."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(f"{sentence} ({code})")
        self.status = status
        self.code = code


class Door:
    """The front door of an instance."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._date = ""

    @property
    def now(self) -> datetime:
        """The server's clock as of its last answer: never ahead of it."""
        return parsedate_to_datetime(self._date)

    async def require_ready(self) -> None:
        """Raises `Unreachable`, at once."""
        try:
            async with self._http.get("/health/ready") as response:
                if response.ok:
                    return
        except (aiohttp.ClientError, TimeoutError):
            pass
        raise Unreachable("No Lähiö answers there: start one with make run.")

    async def sign_in(self, name: str, role: Role, area: str) -> "Person":
        """The demo's sign-in: the same name in the same area is the same person."""
        try:
            answer = await self.ask("POST", "/demo/sign-in", {"name": name, "role": role, "area": area})
        except Problem as problem:
            if problem.status == NOT_FOUND:
                raise Unreachable("It lets nobody sign in as anybody: start it with --demo.") from problem
            raise
        return Person(self, answer["token"])

    async def ask(self, method: str, path: str, body: Json | None = None, token: str = "") -> Json:
        """Raises `Problem`, or the last failure when there is no answer for PATIENCE seconds."""
        headers = {"Idempotency-Key": new_id(), "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else msgspec.json.encode(body)
        deadline, pause = monotonic() + PATIENCE, 0.05
        while True:
            try:
                return await self._try(method, path, data, headers)
            except (aiohttp.ClientError, TimeoutError, Problem) as failure:
                if not _passes(failure) or monotonic() > deadline:
                    raise
            await asyncio.sleep(pause)
            pause = min(2 * pause, 2.0)

    async def _try(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> Json:
        async with self._http.request(method, f"/api/v1{path}", data=data, headers=headers) as response:
            content = await response.read()
        self._date = response.headers.get("Date", self._date)
        try:
            answer: Json = msgspec.json.decode(content)
        except msgspec.DecodeError:  # a proxy's page
            raise Problem(response.status, "no_json", f"{response.url} answered {response.status}") from None
        if not response.ok:
            raise Problem(response.status, answer.get("code", ""), answer.get("title", ""))
        return answer


def _passes(failure: Exception) -> bool:
    return not isinstance(failure, Problem) or failure.status == TOO_MANY or failure.status >= BROKEN


@dataclass(frozen=True)
class Person:
    """Somebody who signed in."""

    door: Door
    token: str

    async def get(self, path: str) -> Json:
        return await self.door.ask("GET", path, None, self.token)

    async def post(self, path: str, body: Json | None = None) -> Json:
        return await self.door.ask("POST", path, body, self.token)

    async def put(self, path: str, body: Json) -> Json:
        return await self.door.ask("PUT", path, body, self.token)


@asynccontextmanager
async def front_door(url: str, in_flight: int = IN_FLIGHT) -> AsyncIterator[Door]:
    """Raises `Unreachable`."""
    if not url.startswith(("http://", "https://")):
        raise Unreachable("An address begins with http:// or https://.")
    connector = aiohttp.TCPConnector(limit=in_flight)
    timeout = aiohttp.ClientTimeout(total=TRY_FOR)
    async with aiohttp.ClientSession(url, connector=connector, timeout=timeout) as http:
        door = Door(http)
        await door.require_ready()
        yield door


async def each(items: Iterable[T], work: Callable[[T], Awaitable[None]], in_flight: int = IN_FLIGHT) -> None:
    """Do `work` on every item, `in_flight` at a time, begun in their order; the first failure ends it."""
    waiting = iter(items)

    async def worker() -> None:
        for item in waiting:
            await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(in_flight):
                group.create_task(worker())
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None  # the others were stopped by it
