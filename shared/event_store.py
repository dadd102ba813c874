"""The event store on JetStream: guarded appends to one exact subject, and its history read back.

The facts behind each choice (error codes, direct gets, durability) stand in docs/adr/0001-the-log-is-jetstream.md.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from time import monotonic

import msgspec
import nats.errors
from nats.aio.client import Client

from shared.direct_get import DirectGet
from shared.events import Commit, aggregate_of, encode_commit
from shared.messages import UNAVAILABLE, Event, Refused
from shared.telemetry import span, trace_headers

STREAM = "ES"
EXPECTED = "Nats-Expected-Last-Subject-Sequence"
COMMAND_ID = "Nats-Msg-Id"
WRONG_SEQUENCE = {10071, 10164}  # single server, cluster
RETRY_FOR = 8.0  # seconds; longer than a server's restart, shorter than a browser's patience
TRY_FOR = 2.0


class _Error(msgspec.Struct):
    err_code: int = 0
    description: str = ""


class _Ack(msgspec.Struct):
    seq: int = 0
    duplicate: bool = False
    error: _Error | None = None


_decode_ack = msgspec.json.Decoder(_Ack).decode


class Conflict(Exception):  # noqa: N818
    """Somebody else changed the aggregate since it was loaded."""


class Appended(msgspec.Struct, frozen=True):
    """`repeated`: this command had been stored before, perhaps with other events than those offered now."""

    position: int
    repeated: bool


class EventStore:
    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._direct = DirectGet(nc, STREAM)

    async def read(self, subject: str, after: int = 0) -> list[Commit]:
        """The commits of one aggregate behind position `after`, oldest first."""
        return await self._direct.history(subject, after)

    async def append(
        self, subject: str, events: Sequence[Event], *, expected: int, command_id: str, at: datetime
    ) -> Appended:
        """Store `events` as one commit if the subject's last position is still `expected`.

        Raises `Conflict`, or `Refused(UNAVAILABLE)` when the log cannot be reached; a retry with the same
        `command_id` then finds out whether it was stored.
        """
        aggregate = aggregate_of(subject)
        with span("append", subject=aggregate.everywhere if aggregate.secret else subject):
            traced = {} if aggregate.secret else trace_headers()
            headers = {EXPECTED: str(expected), COMMAND_ID: command_id, **traced}
            data = encode_commit(subject, command_id, at, events)
            return await self._append(subject, data, headers, expected, command_id)

    async def _append(
        self, subject: str, data: bytes, headers: dict[str, str], expected: int, command_id: str
    ) -> Appended:
        deadline = monotonic() + RETRY_FOR
        while True:
            ack = await self._publish(subject, data, headers, deadline)
            if ack.error is None:
                return Appended(ack.seq, ack.duplicate)
            if ack.error.err_code in WRONG_SEQUENCE:
                position = await self._settle(subject, expected, command_id)
                if position is not None:
                    return Appended(position, repeated=True)
            if monotonic() > deadline:
                raise Refused(UNAVAILABLE)
            await asyncio.sleep(0.05)

    async def _publish(self, subject: str, data: bytes, headers: dict[str, str], deadline: float) -> _Ack:
        while True:
            try:
                reply = await self._nc.request(subject, data, timeout=TRY_FOR, headers=headers)
                return _decode_ack(reply.data)
            except (nats.errors.Error, TimeoutError) as error:
                if monotonic() > deadline:
                    raise Refused(UNAVAILABLE) from error
                await asyncio.sleep(0.1)

    async def _settle(self, subject: str, expected: int, command_id: str) -> int | None:
        """After a wrong-sequence answer: where my earlier try landed, or None when it is worth trying again."""
        last = await self._direct.last(subject)
        if last is not None and last.command_id == command_id:
            return last.position
        if (last.position if last else 0) == expected:
            return None
        raise Conflict
