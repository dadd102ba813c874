"""What comes in before anything can be answered: bounded in size and in time, whoever sends it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.gateway.front_door import Site

HEAD = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /sign-out HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
MORE = b"a" * 10_000
ENDLESS = (
    (HEAD, b"X-More: " + MORE + b"\r\n"),
    (HEAD + b"X-More: ", MORE),
    (b"GET /", MORE),
    (FORM + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-More: " + MORE + b"\r\n"),
)
FAR_TOO_MUCH = 5_000_000  # bytes
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def line(site: Site) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.settings.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def taken_of(line: Line, begin: bytes, piece: bytes) -> int:
    """How many bytes are taken before the line is cut off."""
    reader, writer = line
    writer.write(begin)
    taken = 0
    while taken < FAR_TOO_MUCH and not reader.at_eof():
        try:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        except ConnectionError:
            break
        taken += len(piece)
    return taken


async def test_what_never_ends_is_not_kept(site: Site) -> None:
    for begin, piece in ENDLESS:
        async with line(site) as open_line:
            assert await taken_of(open_line, begin, piece) < FAR_TOO_MUCH, begin


async def test_what_does_not_come_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for patience in ("HEAD_WITHIN", "BODY_WITHIN"):
        monkeypatch.setattr(f"services.gateway.connection.{patience}", 0.1)
    for begin in (b"", HEAD, FORM + b"Content-Length: 9\r\n\r\nabc"):
        async with line(site) as (reader, writer), asyncio.timeout(10):
            writer.write(begin)
            await reader.read()


async def test_a_line_serves_one_request_after_another_whatever_was_sent_before(site: Site) -> None:
    async with line(site) as (reader, writer), asyncio.timeout(10):
        for _ in range(3):
            writer.write(FORM + b"Content-Length: 60000\r\n\r\n" + b"a" * 60_000 + HEAD + b"\r\n")
            assert b" 303 " in await reader.readline()
            await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in await reader.readline()
            await reader.readuntil(b"alive\n")


async def test_who_asks_for_the_headers_alone_is_told_what_is_there(site: Site) -> None:
    for path, status in (("/", 200), ("/sw.js", 200), ("/nowhere", 404), ("/me", 401), ("/sign-out", 405)):
        async with site.http.head(path) as told:
            assert (told.status, await told.read()) == (status, b"")
