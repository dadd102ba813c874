"""Ballots on paper: the desk where they are handed in, the table where they are entered, and the comparison."""

from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.at_desk import AtDesk, note_paper
from services.gateway.bodies import reader
from services.gateway.operations import Accepted, Operation, command, encode, query
from services.gateway.visit import Visit
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

ROUND = "/areas/{area}/rounds/{round}"
BATCH = ROUND + "/paper/{batch}"
PAPERS = BATCH + "/papers"
"""A serial stands in no address: those are kept by proxies, with the time."""


def _desk(path: str, cls: type[HandInPaper | TakeBackPaper], summary: str) -> Operation:
    read = reader(AtDesk)

    async def handle(visit: Visit) -> ASGIApp:
        person = read(await visit.body()).person
        done = await note_paper(visit, cls, person, await visit.command_id(visit.key))
        return ASGIResponse(body=encode(Accepted(done.id, done.position)))

    return Operation(
        HttpMethod.POST,
        path,
        summary,
        cls.service,
        handle,
        Accepted,
        body=AtDesk,
        signed_in=True,
        allowed=cls.allowed,
        retries=True,
        asks=cls,
    )


OPERATIONS = (
    query(f"{ROUND}/vote/reconciliation", GetReconciliation, "Ballots by channel, and the papers beside the register"),
    command(HttpMethod.POST, f"{ROUND}/paper", OpenPaperBatch, "Open a batch of papers", new="batch"),
    query(BATCH, GetPaperBatch, "The papers of a batch, and the entries that differ"),
    _desk(f"{BATCH}/hand-in", HandInPaper, "Somebody hands in a paper, and has voted"),
    _desk(f"{BATCH}/take-back", TakeBackPaper, "The handing in was noted by mistake"),
    command(HttpMethod.PUT, PAPERS, EnterPaper, "Enter what a paper says"),
    command(HttpMethod.POST, f"{PAPERS}/reject", RejectPaper, "A paper does not count, for a reason"),
    command(HttpMethod.POST, f"{PAPERS}/strike", StrikePaper, "No paper has this serial: strike its entries"),
    command(HttpMethod.POST, f"{BATCH}/seal", SealPaperBatch, "The papers are settled, and count"),
)
