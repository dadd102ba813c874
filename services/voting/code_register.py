"""Codes as they are found by their hash, and batches as coordinators see them."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import to_builtins

from services.voting.domain.ballot import ballot, open_at
from services.voting.domain.codes import admission, batch
from services.voting.domain.vote import vote
from services.voting.keys import keys_of
from shared.contracts.ballots import ALREADY_VOTED
from shared.contracts.codes import (
    ADMISSION,
    CODES,
    UNKNOWN_CODE,
    CheckCode,
    CodeBatch,
    CodesIssued,
    CodesVoided,
    IssuedCode,
    LetIn,
    ListCodes,
    VoterAdmitted,
)
from shared.contracts.participants import Channel
from shared.events import Recorded
from shared.messages import Refused, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Index, Put, Update, ViewSchema


class Registered(msgspec.Struct, frozen=True):
    """A code by its hash: `issue` is the batch it came in, or the admission at a desk."""

    issue: str
    channel: Channel
    code: IssuedCode


def project_codes(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case CodesIssued(codes=codes):
            yield from (_registered(recorded, code, Channel.CODE) for code in codes)
        case VoterAdmitted(code=code):
            yield _registered(recorded, code, Channel.DESK)
        case _:
            return


def _registered(recorded: Recorded, code: IssuedCode, channel: Channel) -> Change:
    return Put(code.hash, to_builtins(Registered(recorded.aggregate_id, channel, code)))


def project_batches(recorded: Recorded) -> Iterable[Change]:
    match recorded.event:
        case CodesIssued() as event:
            yield Put(recorded.aggregate_id, to_builtins(_batch(recorded, event)))
        case CodesVoided(reason=reason):
            yield Update(recorded.aggregate_id, {"voided": reason})
        case _:
            return


def _batch(recorded: Recorded, event: CodesIssued) -> CodeBatch:
    return CodeBatch(
        id=recorded.aggregate_id,
        area=recorded.area,
        round=event.round,
        edition=event.edition,
        label=event.label,
        home=event.home,
        size=len(event.codes),
        personal=all(code.person for code in event.codes),
        issued_at=recorded.at,
    )


REGISTER = View(ViewSchema("codes"), (CODES, ADMISSION), project_codes)
BATCHES = View(ViewSchema("code_batches", (Index(("area", "round", "-issued_at")),)), (CODES,), project_batches)


async def list_codes(query: ListCodes, room: Room) -> Any:
    views = await room.reached(BATCHES, query.wait_for)
    where = {"area": query.area, "round": query.round}
    page = await views.page(BATCHES.name, where=where, order="-issued_at", after=query.after, limit=query.limit)
    return {"items": page.items, "next": page.next}


async def check_code(query: CheckCode, room: Room) -> LetIn:
    """The register finds a code, the log says whether it is good. A wrong code is refused like one that was voided."""
    opened = open_at(room.settings.clock(), (await room.newest(vote, query.area, query.round)).state)
    keys = await keys_of(room, query.area, query.round, opened.edition)
    views = await room.reached(REGISTER, query.wait_for)
    found = await views.get(REGISTER.name, keys.codes.hash(query.code))
    if found is None:
        raise Refused(UNKNOWN_CODE)
    registered = msgspec.convert(found, Registered)
    home = await _home_if_good(query.area, registered, room)
    voter = keys.codes.voter(registered.code)
    cast = (await room.newest(ballot, query.area, keys.ballot_id(voter))).state
    require(cast is None, ALREADY_VOTED)
    return LetIn(voter, registered.code.person is not None, home, registered.channel, opened.edition)


async def _home_if_good(area: str, registered: Registered, room: Room) -> str:
    """Where who holds the code lives, if that is known of it. Raises `Refused`."""
    if registered.channel is Channel.DESK:
        admitted = (await room.newest(admission, area, registered.issue)).state
        require(admitted is not None and admitted.code == registered.code, UNKNOWN_CODE)
        return ""
    issued = (await room.newest(batch, area, registered.issue)).state
    if issued is None or issued.voided:
        raise Refused(UNKNOWN_CODE)
    return issued.issued.home


CODE_VIEWS = (REGISTER, BATCHES)
CODE_QUERIES: Queries = {CheckCode: check_code, ListCodes: list_codes}
