"""Ballots on paper: the desk where they are handed in, the table where they are entered, and the comparison."""

from typing import Any

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.operations import Accepted, Operation, command, encode, query, understood
from services.gateway.visit import Visit
from shared.contracts.gateway import UNKNOWN_PERSON
from shared.contracts.paper import (
    EnterPaper,
    GetPaperBatch,
    GetReconciliation,
    HandInPaper,
    OpenPaperBatch,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
    TakeBackPaper,
)
from shared.messages import Actor, Done, Id, Refused
from shared.requests import send

ROUND = "/areas/{area}/rounds/{round}"
BATCH = ROUND + "/paper/{batch}"
PAPER = BATCH + "/papers/{serial}"


class AtTheDesk(msgspec.Struct, frozen=True):
    """Who is at the desk."""

    person: Id


async def voter(visit: Visit, person: str) -> Actor:
    """As the directory knows them: no clerk says who may vote. Raises `Refused`."""
    known = await visit.instance.directory.get(person)
    if known is None:
        raise Refused(UNKNOWN_PERSON)
    return known.actor


async def at_the_desk(visit: Visit, cls: type[HandInPaper | TakeBackPaper], person: str, command_id: str) -> Done:
    actor = visit.signed_in()
    given: dict[str, Any] = {**visit.path_params, "voter": await voter(visit, person)}
    return await send(visit.instance.nc, cls(**given, by=actor), command_id)


def _desk(path: str, cls: type[HandInPaper | TakeBackPaper], summary: str) -> Operation:
    decode = msgspec.json.Decoder(AtTheDesk).decode

    async def handle(visit: Visit) -> ASGIApp:
        person = understood(decode, await visit.body()).person
        done = await at_the_desk(visit, cls, person, await visit.command_id(visit.key))
        return ASGIResponse(body=encode(Accepted(done.id, done.position)))

    return Operation(
        HttpMethod.POST,
        path,
        summary,
        cls.service,
        handle,
        Accepted,
        body=AtTheDesk,
        signed_in=True,
        retries=True,
    )


OPERATIONS = (
    query(f"{ROUND}/vote/reconciliation", GetReconciliation, "Ballots by channel, and the papers beside the register"),
    command(HttpMethod.POST, f"{ROUND}/paper", OpenPaperBatch, "Open a batch of papers", new="batch"),
    query(BATCH, GetPaperBatch, "The papers of a batch, and the entries that differ"),
    _desk(f"{BATCH}/hand-in", HandInPaper, "Somebody hands in a paper, and has voted"),
    _desk(f"{BATCH}/take-back", TakeBackPaper, "The handing in was noted by mistake"),
    command(HttpMethod.PUT, PAPER, EnterPaper, "Enter what a paper says"),
    command(HttpMethod.POST, f"{PAPER}/reject", RejectPaper, "A paper does not count, for a reason"),
    command(HttpMethod.POST, f"{PAPER}/strike", StrikePaper, "No paper has this serial: strike its entries"),
    command(HttpMethod.POST, f"{BATCH}/seal", SealPaperBatch, "The papers are settled, and count"),
)
