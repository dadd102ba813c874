"""Events in the log: an aggregate's subject, and its commits as CloudEvents 1.0 in the JSON batch format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, get_args

import msgspec

from shared.messages import Event


@dataclass(frozen=True)
class Aggregate:
    """One kind of thing that changes as a unit. The union of its events is its registry.

    No trace leads to what is `secret`: a trace knows the request, and who sees requests knows whose it was.
    """

    service: str
    name: str
    events: Any  # the union of its event classes; PEP 604 unions have no more precise static type
    secret: bool = False

    def __post_init__(self) -> None:
        AGGREGATES[self.kind] = self

    def subject(self, area: str, id: str) -> str:
        return f"es.{area}.{self.service}.{self.name}.{id}"

    @property
    def kind(self) -> "Kind":
        return self.service, self.name

    @property
    def everywhere(self) -> str:
        return self.subject("*", "*")

    @cached_property
    def by_type(self) -> dict[str, type[Event]]:
        members: tuple[type[Event], ...] = get_args(self.events) or (self.events,)
        return {self.type_of(member): member for member in members}

    @cached_property
    def decoders(self) -> dict[str, Callable[[msgspec.Raw], Event]]:
        return {type_: msgspec.json.Decoder(member).decode for type_, member in self.by_type.items()}

    def type_of(self, event: type[Event]) -> str:
        return f"lahio.{self.service}.{event.__name__}"


Kind = tuple[str, str]
"""A room, and an aggregate of it."""

AGGREGATES: dict[Kind, Aggregate] = {}


def kind_of(subject: str) -> Kind:
    _, _, service, name, _ = subject.split(".")
    return service, name


def aggregate_of(subject: str) -> Aggregate:
    return AGGREGATES[kind_of(subject)]


class CloudEvent(msgspec.Struct, omit_defaults=True):
    """https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md"""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    data: msgspec.Raw
    area: str = ""


class ReadEvent(msgspec.Struct):
    """What is read of a CloudEvent: all else stands in the subject, too."""

    id: str
    type: str
    time: datetime
    data: msgspec.Raw


class Recorded(msgspec.Struct, frozen=True):
    """An event with its place in the log. `id` is the same for ever; `trace` is the W3C traceparent of its cause."""

    event: Event
    id: str
    type: str
    area: str
    aggregate: str
    aggregate_id: str
    at: datetime
    position: int
    trace: str


class Commit(msgspec.Struct, frozen=True):
    """What one command changed: 1..n events of one aggregate, stored as one message, all or nothing."""

    position: int
    command_id: str
    subject: str
    events: tuple[Recorded, ...]


class UnknownEvent(Exception):  # noqa: N818
    """The log holds a type that this version does not know."""


_encode = msgspec.json.Encoder().encode
_decode_batch = msgspec.json.Decoder(list[ReadEvent]).decode


def encode_commit(subject: str, command_id: str, at: datetime, events: Sequence[Event]) -> bytes:
    _, area, service, name, id_ = subject.split(".")
    aggregate = AGGREGATES[service, name]
    return _encode(
        [
            CloudEvent(
                "1.0",
                f"{command_id}.{index}",
                f"/lahio/{service}",
                aggregate.type_of(type(event)),
                f"{name}/{id_}",
                at,
                msgspec.Raw(_encode(event)),
                area,
            )
            for index, event in enumerate(events)
        ]
    )


def decode_commit(subject: str, position: int, headers: dict[str, str], data: bytes) -> Commit:
    """Raises `UnknownEvent` or msgspec's `DecodeError` / `ValidationError`."""
    _, area, service, name, id_ = subject.split(".")
    decoders = AGGREGATES[service, name].decoders
    trace = headers.get("traceparent", "")
    events = [
        Recorded(_decode_event(decoders, item), item.id, item.type, area, name, id_, item.time, position, trace)
        for item in _decode_batch(data)
    ]
    return Commit(position, headers.get("Nats-Msg-Id", ""), subject, tuple(events))


def _decode_event(decoders: dict[str, Callable[[msgspec.Raw], Event]], item: ReadEvent) -> Event:
    decode = decoders.get(item.type)
    if decode is None:
        raise UnknownEvent(item.type)
    return decode(item.data)
