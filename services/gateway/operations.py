"""The API is a table of operations. Commands and queries become operations by naming their path: what the path and the
person do not say comes from the body or the query string, checked against the contract's own types."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from litestar import HttpMethod
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Empty, EmptyType
from msgspec.structs import FieldInfo, asdict, fields, replace

from services.gateway.asking import answer_of
from services.gateway.bodies import reader
from services.gateway.rights import require_allowed
from services.gateway.visit import Visit
from shared.ids import derived_id
from shared.messages import MALFORMED, Command, Query, Refused, Role
from shared.requests import ask, send

T = TypeVar("T")
Handle = Callable[[Visit], Awaitable[ASGIApp]]

API = "/api/v1"
JSON = "application/json"
NO_FIELDS = b"{}"  # what an empty body says
GIVEN = frozenset({"area", "by", "at"})  # a command's own fields that no body may set

encode = msgspec.json.Encoder().encode


class Accepted(msgspec.Struct, frozen=True):
    """It is done: `id` is what it was about, `position` its place in the log (a query can `wait_for` it)."""

    id: str
    position: int


@dataclass(frozen=True)
class Operation:
    """One line of the API; `path` is below /api/v1, with the parameters in braces."""

    method: HttpMethod
    path: str
    summary: str
    tag: str
    handle: Handle
    answer: Any
    status: int = 200
    body: type[Any] | None = None
    body_media: str = JSON
    most_body: int | EmptyType = Empty  # bytes; without, as much as any other
    parameters: tuple[FieldInfo, ...] = ()  # of the query string
    answer_media: str = JSON
    signed_in: bool = False
    retries: bool = False  # takes an Idempotency-Key
    allowed: frozenset[Role] | None = None  # who may; None: the room tells, or anybody
    asks: type[Command] | type[Query[Any]] | None = None  # of a room

    @property
    def handler(self) -> HTTPRouteHandler:
        async def handle(request: Visit) -> ASGIApp:
            require_allowed(self.allowed, request.actor, request.path_params.get("area"))
            return await self.handle(request)

        path = API + self.path.replace("}", ":str}")
        return HTTPRouteHandler(
            path,
            http_method=self.method,
            status_code=self.status,
            name=f"{self.method} {self.path}",
            request_max_body_size=self.most_body,
        )(handle)


def command(method: HttpMethod, path: str, cls: type[Command], summary: str, *, new: str = "") -> Operation:
    """`new` names the field that holds the id of the thing to make; it follows from the command's id."""
    from_path = _parameters(path)
    asked = [field for field in fields(cls) if field.name not in GIVEN | from_path | {new}]
    body = _body(cls, asked) if asked else None
    read = reader(body) if body else None
    names = [field.name for field in asked]
    status = 201 if new else 200

    async def handle(visit: Visit) -> ASGIApp:
        actor, command_id = visit.signed_in(), await visit.command_id(visit.key)
        given = dict(visit.path_params)
        if read:
            said = read(await visit.body() or NO_FIELDS)
            given.update((name, getattr(said, name)) for name in names)
        if new:
            given[new] = derived_id(command_id)
        done = await send(visit.instance.nc, cls(**given, by=actor), command_id)
        accepted = Accepted(given[new] if new else done.id, done.position)
        return ASGIResponse(body=encode(accepted), status_code=status)

    return Operation(
        method,
        path,
        summary,
        cls.service,
        handle,
        Accepted,
        status,
        body,
        signed_in=True,
        retries=True,
        allowed=cls.allowed,
        asks=cls,
    )


def query(path: str, cls: type[Query[Any]], summary: str) -> Operation:
    asked = tuple(field for field in fields(cls) if field.name not in {"by", *_parameters(path)})
    names = {field.name for field in asked}

    async def handle(visit: Visit) -> ASGIApp:
        actor = visit.signed_in() if cls.allowed is not None else visit.actor
        given = {name: value for name, value in visit.asked.items() if name in names} | visit.path_params
        question = replace(read_strings(given, cls), by=actor)
        return ASGIResponse(body=await ask(visit.instance.nc, question))

    return Operation(
        HttpMethod.GET,
        path,
        summary,
        cls.service,
        handle,
        answer_of(cls),
        parameters=asked,
        signed_in=cls.allowed is not None,
        allowed=cls.allowed,
        asks=cls,
    )


def check(path: str, cls: type[Query[Any]], summary: str) -> Operation:
    """A query about something too large for an address: it comes as a body."""
    body = _body(cls, [field for field in fields(cls) if field.name not in {"by", *_parameters(path)}])
    read = reader(body)

    async def handle(visit: Visit) -> ASGIApp:
        said = asdict(read(await visit.body()))
        return ASGIResponse(body=await ask(visit.instance.nc, cls(**visit.path_params, **said, by=visit.signed_in())))

    return Operation(
        HttpMethod.POST,
        path,
        summary,
        cls.service,
        handle,
        answer_of(cls),
        body=body,
        signed_in=True,
        allowed=cls.allowed,
        asks=cls,
    )


def read_strings(given: Mapping[str, Any], cls: type[T]) -> T:
    """A struct out of a query string or a form. Raises `Refused`."""
    try:
        return msgspec.convert(given, cls, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(MALFORMED, problem=str(error)) from error


def _parameters(path: str) -> frozenset[str]:
    return frozenset(part[1:-1] for part in path.split("/") if part.startswith("{"))


def _body(cls: type[Command] | type[Query[Any]], asked: list[FieldInfo]) -> type[msgspec.Struct]:
    described = [
        (field.name, field.type) if field.required else (field.name, field.type, _default(field)) for field in asked
    ]
    return msgspec.defstruct(cls.__name__, described, frozen=True, kw_only=True)


def _default(field: FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return msgspec.field(default_factory=field.default_factory)
