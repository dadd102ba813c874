"""Asking a room: one request, one answer, over NATS. Retries are safe, since commands carry an id."""

import asyncio
from secrets import token_hex
from time import monotonic
from typing import Any

import msgspec
import nats.errors
from nats.aio.client import Client

from shared.messages import UNAVAILABLE, Command, Done, Query, Refusal, Refused
from shared.telemetry import span, trace_headers

COMMAND_ID = "Lahio-Command-Id"
REFUSED = "Lahio-Refused"
TIMEOUT = 10.0  # seconds: the room itself retries for 8

_encode = msgspec.json.Encoder().encode
_decode_done = msgspec.json.Decoder(Done).decode
_decode_refusal = msgspec.json.Decoder(Refusal).decode


def command_subject(command: type[Command]) -> str:
    return f"cmd.{command.service}.{command.__name__}"


def query_subject(query: type[Query[Any]]) -> str:
    return f"qry.{query.service}.{query.__name__}"


def new_id() -> str:
    return token_hex(10)


async def subscribed(nc: Client) -> None:
    """Until the server knows every subscription of this client. Its `flush` pings before it writes what it holds back
    (nats-py 2.16), so that only a second ping comes after it."""
    await nc.flush()
    await nc.flush()


async def send(nc: Client, command: Command, command_id: str) -> Done:
    """Have `command` done. Raises `Refused`."""
    subject = command_subject(type(command))
    with span(subject):
        data = await _request(nc, subject, _encode(command), {COMMAND_ID: command_id}, command.patience)
    return _decode_done(data)


async def ask(nc: Client, query: Query[Any]) -> bytes:
    """The answer to `query` as JSON, passed on unread. Raises `Refused`."""
    subject = query_subject(type(query))
    with span(subject):
        return await _request(nc, subject, _encode(query), {}, query.patience)


async def _request(nc: Client, subject: str, data: bytes, headers: dict[str, str], patience: float) -> bytes:
    deadline = monotonic() + TIMEOUT
    while True:
        try:
            reply = await nc.request(subject, data, timeout=patience, headers={**headers, **trace_headers()} or None)
            break
        except (nats.errors.Error, TimeoutError) as error:  # no responders: the room is starting
            if monotonic() > deadline:
                raise Refused(UNAVAILABLE) from error
            await asyncio.sleep(0.1)
    if reply.headers and REFUSED in reply.headers:
        refusal = _decode_refusal(reply.data)
        raise Refused(refusal.reason, **refusal.values)
    return reply.data
