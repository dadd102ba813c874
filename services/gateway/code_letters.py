"""Codes made for a batch of letters or a school class, as a PDF to print: the only place where they ever stand."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

import msgspec
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.at_desk import known_person, require_allowed
from services.gateway.code_sheets import sheets
from services.gateway.codes import in_groups, make_code
from services.gateway.visit import Visit, told
from shared.contracts.codes import MOST_CODES, IssueCodes, NewCode
from shared.contracts.rounds import GetRound, Phase, RoundView
from shared.contracts.voting import NOT_VOTING_PHASE, UNKNOWN_VOTE, GetVote
from shared.contracts.words import Name
from shared.messages import MALFORMED, Id, Refused, require
from shared.requests import send

PDF = "application/pdf"
BATCH = "Lahio-Batch"


class Slip(NamedTuple):
    name: str
    code: str
    person: Id | None


class Letters(msgspec.Struct, frozen=True):
    """Codes for a number of people who live in `home`, or one for each of these people of the directory."""

    label: Name
    home: Id | None = None
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_CODES)] | None = None
    people: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=MOST_CODES)] | None = None


async def write_letters(visit: Visit, letters: Letters, batch: str, command_id: str) -> bytes:
    """Issue the codes and print them. Raises `Refused`."""
    actor, area, round_ = visit.signed_in(), visit.path_params["area"], visit.path_params["round"]
    require_allowed(actor, IssueCodes, area)
    slips = await _slips(visit, letters)
    shown = await told(visit, GetRound(area=area, round=round_, by=actor))
    closes = await _closes(visit, shown)
    codes = tuple(NewCode(slip.code, slip.person) for slip in slips)
    command = IssueCodes(
        area=area, round=round_, batch=batch, label=letters.label, home=letters.home, codes=codes, by=actor
    )
    await send(visit.instance.nc, command, command_id)
    printed = [(slip.name, in_groups(slip.code)) for slip in slips]
    return await asyncio.to_thread(sheets, visit.language, shown.name, printed, code_page(visit, area, round_), closes)


def as_pdf(batch: str, printed: bytes) -> ASGIApp:
    headers = {BATCH: batch, "Content-Disposition": f'attachment; filename="{batch}.pdf"'}
    return ASGIResponse(body=printed, status_code=201, media_type=PDF, headers=headers)


def code_page(visit: Visit, area: str, round_: str) -> str:
    return f"{visit.instance.settings.public_url.rstrip('/')}/areas/{area}/rounds/{round_}/code"


async def _slips(visit: Visit, letters: Letters) -> Sequence[Slip]:
    wanted = "Expected either a count or people - at `$.count`"
    require((letters.count is None) != (letters.people is None), MALFORMED, problem=wanted)
    if letters.people is None:
        return [Slip("", make_code(), None) for _ in range(letters.count or 0)]
    people = await asyncio.gather(*(known_person(visit, id_) for id_ in dict.fromkeys(letters.people)))
    return [Slip(person.name, make_code(), person.id) for person in people]


async def _closes(visit: Visit, round_: RoundView) -> datetime:
    """As the vote says; before it opens, as the round's timetable does."""
    try:
        return (await told(visit, GetVote(area=round_.area, round=round_.id, by=visit.actor))).closes_at
    except Refused as refused:
        planned = round_.timetable.end_of(Phase.VOTING)
        if refused.refusal.reason.code != UNKNOWN_VOTE.code:
            raise
    if planned is None:
        raise Refused(NOT_VOTING_PHASE)
    return planned
