"""A batch of papers, with plain forms: where they are handed in, entered by two people, and sealed."""

import re
from dataclasses import dataclass

from litestar import get, post
from litestar.types import ASGIApp
from msgspec.structs import fields

from services.gateway.at_desk import note_paper
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, ballot, first, ticked
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.voting.about_ballot import about_ballot
from services.gateway.pages.voting.paper import PAPER, paper_path
from services.gateway.reasons import NOT_FOUND
from services.gateway.results import told_vote
from services.gateway.visit import Visit, told
from shared.contracts.contests import Contest
from shared.contracts.paper import (
    EnterPaper,
    GetPaperBatch,
    HandInPaper,
    PaperCommand,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
    TakeBackPaper,
)
from shared.contracts.results import InvalidReason
from shared.contracts.voting import VoteStatus, VoteView
from shared.messages import Refusal, Refused, Role
from shared.requests import new_id

BATCH = PAPER + "/{batch:str}"
NUMBER = re.compile(r"[0-9]{1,8}")
STEPS: dict[str, type[PaperCommand]] = {
    "hand-in": HandInPaper,
    "take-back": TakeBackPaper,
    "enter": EnterPaper,
    "reject": RejectPaper,
    "strike": StrikePaper,
    "seal": SealPaperBatch,
}


@dataclass(frozen=True)
class PaperBallot:
    """What a clerk fills in: the ballot as it is printed for those who hand in to this batch."""

    vote: VoteView
    home: str

    @property
    def contests(self) -> tuple[Contest, ...]:
        return tuple(contest for contest in self.vote.contests if contest.admits(self.home, ""))

    @property
    def titles(self) -> dict[str, str]:
        return {item.proposal: item.title for item in self.vote.items}


@get(BATCH)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post(BATCH + "/{step:str}")
async def take_step(request: Visit) -> ASGIApp:
    """Done, the page is ready for the next paper; refused, it says why and keeps what was filled in. It leads nowhere
    else, since a serial in an address is kept by proxies; sent again, the form does nothing twice."""
    filled = await request.filled()
    cls = STEPS.get(request.path_params["step"])
    if cls is None:
        raise Refused(NOT_FOUND)
    try:
        await _take(request, cls, filled)
    except Refused as refused:
        return await _show(request, refused.refusal, filled)
    return await _show(request, None, {"serial": [_following(first(filled, "serial"))]}, cls.__name__)


async def _take(request: Visit, cls: type[PaperCommand], filled: Filled) -> None:
    command_id = await request.command_id(first(filled, "form"))
    if cls is HandInPaper or cls is TakeBackPaper:
        await note_paper(request, cls, first(filled, "person").strip(), command_id)
        return
    await carry_out(request, cls, {**request.path_params, **_filled_in(cls, filled)}, command_id)


def _filled_in(cls: type[PaperCommand], filled: Filled) -> Given:
    asked = {field.name for field in fields(cls)}
    given: Given = {name: first(filled, name).strip() for name in asked & {"serial", "reason", "note"}}
    if "serial" in asked:
        given["serial"] = given["serial"].upper()
    return given | ballot(filled) if "choices" in asked else given


def _following(serial: str) -> str:
    """The one printed on the next paper, where serials are numbers."""
    return str(int(serial) + 1).zfill(len(serial)) if NUMBER.fullmatch(serial) else ""


async def _show(request: Visit, refusal: Refusal | None, filled: Filled, done: str = "") -> ASGIApp:
    area, round_, id_ = (request.path_params[name] for name in ("area", "round", "batch"))
    batch = await told(request, GetPaperBatch(area=area, round=round_, batch=id_, by=request.signed_in()))
    picture = PaperBallot(await told_vote(request), batch.home)
    several = len(picture.contests) > 1
    refused = about_ballot(request, refusal, picture.titles, several=several) if refusal else None
    return page(
        request,
        "voting/paper_batch.html",
        here=f"{paper_path(request)}/{id_}",
        batch=batch,
        clerks=await _names(request, {entry.by for paper in batch.papers for entry in paper.entries}),
        picture=picture,
        open=picture.vote.status is VoteStatus.OPEN,
        clerk=request.actor.holds(Role.CLERK, area),
        coordinator=request.actor.holds(Role.COORDINATOR, area),
        reasons=list(InvalidReason),
        person=await who(request),
        problem=refused,
        sent={name: values[0] for name, values in filled.items()},
        ticked=ticked(filled),
        done=done,
        serial=first(filled, "serial"),
        form=new_id(),
    )


async def _names(request: Visit, clerks: set[str]) -> dict[str, str]:
    known = [await request.instance.directory.get(clerk) for clerk in clerks]
    return {person.id: person.name for person in known if person}


HANDLERS = (show, take_step)
