"""What was said at gatherings: one by one, or all that a device wrote down while it was out of reach."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from msgspec.structs import asdict

from services.gateway.bodies import reader
from services.gateway.operations import Operation, command, encode, query
from services.gateway.problems import Problem, problem
from services.gateway.visit import Visit
from shared.contracts.areas import Moment
from shared.contracts.categories import Category
from shared.contracts.contributions import GetContribution, ListContributions, RecordContribution
from shared.contracts.participants import AgeBand
from shared.contracts.words import Words
from shared.ids import derived_id
from shared.messages import Id, Refused
from shared.requests import send

MOST_ITEMS = 200
MOST_BATCH = 2 * 1024 * 1024  # bytes: as many of the longest words
AT_ONCE = 20
ALL = "/areas/{area}/gatherings/{gathering}/contributions"


class WrittenDown(msgspec.Struct, frozen=True):
    contribution: Id
    text: Words
    said_at: Moment
    age: AgeBand = AgeBand.UNKNOWN
    home: Id | None = None
    category: Category | None = None


class WrittenDownAll(msgspec.Struct, frozen=True):
    items: Annotated[tuple[WrittenDown, ...], msgspec.Meta(max_length=MOST_ITEMS)]


class _Items(msgspec.Struct, frozen=True):
    """Each is read on its own, so that a bad one does not hold up the others."""

    items: Annotated[tuple[msgspec.Raw, ...], msgspec.Meta(max_length=MOST_ITEMS)]


class Outcome(msgspec.Struct, frozen=True):
    """Stored at `position`, whether now or before; or refused because of `problem`."""

    position: int | None = None
    problem: Problem | None = None


class Outcomes(msgspec.Struct, frozen=True):
    """In the order of what was sent."""

    items: tuple[Outcome, ...]


_read_items = reader(_Items)
_read_one = reader(WrittenDown)


async def synchronise(visit: Visit) -> ASGIApp:
    visit.signed_in()
    sent = _read_items(await visit.body()).items
    turn = asyncio.Semaphore(AT_ONCE)
    outcomes = await asyncio.gather(*(_outcome(visit, item, turn) for item in sent))
    return ASGIResponse(body=encode(Outcomes(tuple(outcomes))))


async def _outcome(visit: Visit, item: msgspec.Raw, turn: asyncio.Semaphore) -> Outcome:
    async with turn:
        try:
            return Outcome(await _record(visit, _read_one(bytes(item))))
        except Refused as refused:
            return Outcome(problem=problem(visit.language, refused.refusal))


async def _record(visit: Visit, written: WrittenDown) -> int:
    """The same words under the same id are the same command, whoever sends them."""
    given: dict[str, Any] = {**visit.path_params, **asdict(written)}
    command_id = derived_id(*visit.path_params.values(), encode(written).decode())
    done = await send(visit.instance.nc, RecordContribution(**given, by=visit.actor), command_id)
    return done.position


OPERATIONS = (
    query(ALL, ListContributions, "What was said at a gathering, the oldest first"),
    Operation(
        HttpMethod.POST,
        ALL,
        "Hand over what a device wrote down while it was offline; each item has an outcome of its own",
        RecordContribution.service,
        synchronise,
        Outcomes,
        body=WrittenDownAll,
        most_body=MOST_BATCH,
        signed_in=True,
        allowed=RecordContribution.allowed,
        asks=RecordContribution,
    ),
    command(HttpMethod.PUT, f"{ALL}/{{contribution}}", RecordContribution, "Write down what somebody said"),
    query("/areas/{area}/contributions/{contribution}", GetContribution, "What was said, and what came of it"),
)
