"""Asking the web service of a source, and saying clearly when it does not answer as it should."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
import msgspec

from shared.contracts.imports import SOURCE_BUSY, SOURCE_STRANGE, SOURCE_UNREACHABLE, WebSource
from shared.messages import Refused, require

T = TypeVar("T")
PATIENCE = aiohttp.ClientTimeout(total=12)  # seconds for an answer
AGENT = {"User-Agent": "Lahio (participatory budgeting)"}  # Sotkanet turns away those of libraries
MOST_ANSWER = 20 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Web:
    source: WebSource
    url: str
    http: aiohttp.ClientSession

    async def get(self, path: str, answer: type[T], **asked: str) -> T:
        return await self._ask("GET", path, answer, params=asked)

    async def post(self, path: str, body: object, answer: type[T]) -> T:
        return await self._ask("POST", path, answer, json=body)

    async def _ask(self, method: str, path: str, answer: type[T], **sent: Any) -> T:
        """Raises `Refused`."""
        try:
            async with self.http.request(method, f"{self.url}/{path}".rstrip("/"), **sent) as response:
                self._require_well(response.status)
                data = await _whole(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Refused(SOURCE_UNREACHABLE, source=self.source) from error
        try:
            return msgspec.json.decode(data, type=answer)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Refused(SOURCE_STRANGE, source=self.source) from error

    def _require_well(self, status: int) -> None:
        require(status != HTTPStatus.TOO_MANY_REQUESTS, SOURCE_BUSY, source=self.source)
        require(status < HTTPStatus.INTERNAL_SERVER_ERROR, SOURCE_UNREACHABLE, source=self.source)
        require(status == HTTPStatus.OK, SOURCE_STRANGE, source=self.source)


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """Cut off where it goes on without end; what is cut off cannot be read."""
    data = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        data += chunk
        if len(data) > MOST_ANSWER:
            break
    return bytes(data)


@asynccontextmanager
async def web(source: WebSource, url: str) -> AsyncIterator[Web]:
    async with aiohttp.ClientSession(timeout=PATIENCE, headers=AGENT) as http:
        yield Web(source, url.rstrip("/"), http)
