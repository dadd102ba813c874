"""Outreach in the street: the page of a tablet that is often out of reach, and what such a tablet takes along. Without
a script its forms are sent as forms are, while there is network."""

import asyncio
from collections.abc import Callable, Iterable, Mapping

import msgspec
from litestar import get, post
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.directory import Person
from services.gateway.operations import JSON, encode
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.people import who
from services.gateway.pages.refused_fields import NOTHING_SENT, Sent, sent, wrong
from services.gateway.pages.rendering import page, render, see
from services.gateway.pages.rounds import areas
from services.gateway.pages.voting.paper_batch import PaperBallot
from services.gateway.pages.voting.polling import or_none
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.categories import Category
from shared.contracts.contributions import RecordContribution
from shared.contracts.gatherings import WRITERS, GatheringStatus, ListGatherings, RecordAttendance
from shared.contracts.ideas import WRITE_DOWN, SubmitIdea
from shared.contracts.paper import CLERK, GetPaperBatch, GetReconciliation
from shared.contracts.participants import AgeBand
from shared.contracts.results import InvalidReason
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.contracts.voting import GetVote, VoteView
from shared.ids import derived_id
from shared.messages import Command, Refused, Role
from shared.requests import new_id
from shared.texts import moment

PATH = "/areas/{area:str}/outreach"
MOST = 50  # gatherings to choose from
WHO: Mapping[str, frozenset[Role]] = {
    "idea": WRITE_DOWN,
    "contribution": WRITERS,
    "attendance": WRITERS,
    "paper": CLERK,
}
"""What is written down, and by whom."""
IDS = {"idea": "idea", "contribution": "said", "attendance": "came"}  # what those of their fields begin with
WRITTEN_DOWN_BY = frozenset[Role]().union(*WHO.values())


class Named(msgspec.Struct, frozen=True):
    id: str
    name: str


class Batch(Named, frozen=True):
    """`id` is that of the round and of the batch; `ballot`, the fields of what is printed on its papers."""

    ballot: str


class Supplies(msgspec.Struct, frozen=True):
    """Who is signed in, what they may write down here, and what each entry can belong to."""

    person: str
    may: tuple[str, ...]
    rounds: tuple[Named, ...]
    gatherings: tuple[Named, ...]
    batches: tuple[Batch, ...] | None = None


@get(PATH)
async def show(request: Visit) -> ASGIApp:
    return await _show_online(request)


@get(f"{PATH}/offline")
async def show_offline(request: Visit) -> ASGIApp:
    """What a device keeps of the page: for anybody, as it tells nothing of anybody."""
    return await _show(request, None, Supplies("", (), (), ()))


@post(f"{PATH}/{{kind:str}}")
async def write_down(request: Visit) -> ASGIApp:
    """One form, without a script."""
    kind, filled = request.path_params["kind"], await request.filled()
    if kind not in FORMS:
        raise Refused(NOT_FOUND)
    command, read = FORMS[kind]
    command_id = await request.command_id(first(filled, "form"))
    given = {"area": request.path_params["area"], **read(request, filled, derived_id(command_id))}
    try:
        await carry_out(request, command, given, command_id)
    except Refused as refused:
        return await _show_online(request, sent("", kind, filled, refused.refusal))
    return see(request, _here(request), done=kind)


def _idea(_: Visit, filled: Filled, id_: str) -> Given:
    said = {name: _words(filled, name) for name in ("round", "title", "text", "category")}
    return {"idea": id_, **said, "on_behalf": True}


def _contribution(request: Visit, filled: Filled, id_: str) -> Given:
    said = {name: _words(filled, name) for name in ("gathering", "text", "age", "category")}
    now = request.instance.settings.clock()
    return {"contribution": id_, **said, "category": said["category"] or None, "said_at": now}


def _attendance(_: Visit, filled: Filled, id_: str) -> Given:
    counted = {age: _words(filled, f"count.{age}") for age in AgeBand}
    counts = [{"age": age, "count": number} for age, number in counted.items() if number]
    return {"attendance": id_, "gathering": _words(filled, "gathering"), "counts": counts}


def _words(filled: Filled, name: str) -> str:
    return first(filled, name).replace("\r\n", "\n").strip()


FORMS: Mapping[str, tuple[type[Command], Callable[[Visit, Filled, str], Given]]] = {
    "idea": (SubmitIdea, _idea),
    "contribution": (RecordContribution, _contribution),
    "attendance": (RecordAttendance, _attendance),
}


@get(f"{PATH}/supplies")
async def supplies(request: Visit) -> ASGIApp:
    return ASGIResponse(body=encode(await _supplies(request)), media_type=JSON)


async def _supplies(request: Visit) -> Supplies:
    """Finding the batches of papers takes longer than the rest: they come where `batches` are asked for."""
    rounds, gatherings = await asyncio.gather(_rounds(request), _gatherings(request))
    taking, may = tuple(Named(one.id, one.name) for one in rounds if one.phase is Phase.IDEAS), _may(request)
    batches = await _all_batches(request, rounds) if "paper" in may and "batches" in request.asked else None
    return Supplies(request.actor.id, may, taking, gatherings, batches)


def _may(request: Visit) -> tuple[str, ...]:
    """What whoever is signed in may write down here."""
    area = request.path_params["area"]
    return tuple(kind for kind, roles in WHO.items() if any(request.actor.holds(role, area) for role in roles))


async def _show_online(request: Visit, typed: Sent = NOTHING_SENT) -> ASGIApp:
    person, brought = await asyncio.gather(who(request), _supplies(request))
    return await _show(request, person, brought, typed)


async def _show(request: Visit, person: Person | None, brought: Supplies, typed: Sent = NOTHING_SENT) -> ASGIApp:
    refused = problem(request.language, typed.refusal) if typed.refusal else None
    area, named = request.path_params["area"], await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    return page(
        request,
        "staff/outreach.html",
        here=_here(request),
        name=named[area],
        person=person,
        brought=brought,
        form=new_id(),
        sent=typed,
        problem=refused,
        wrong=wrong(refused),
        faults=[(f"{IDS[typed.act]}-{field}", words) for field, words in wrong(refused).items()],
        done=request.asked.get("done", ""),
        ages=list(AgeBand),
        categories=list(Category),
        reasons=list(InvalidReason),
    )


def _here(request: Visit) -> str:
    return f"/areas/{request.path_params['area']}/outreach"


async def _rounds(request: Visit) -> tuple[RoundView, ...]:
    return (await told(request, ListRounds(area=request.path_params["area"], by=request.actor))).items


async def _gatherings(request: Visit) -> tuple[Named, ...]:
    """The latest first."""
    listed = await told(request, ListGatherings(area=request.path_params["area"], limit=MOST))
    held = (one for one in listed.items if one.status is not GatheringStatus.CANCELLED)
    return tuple(Named(one.id, f"{one.title}, {moment(request.language, one.starts_at)}") for one in held)


async def _all_batches(request: Visit, rounds: Iterable[RoundView]) -> tuple[Batch, ...]:
    """Those that are not sealed."""
    found: list[Batch] = []
    for one in rounds:
        vote = await or_none(request, GetVote(area=one.area, round=one.id))
        found += await _batches(request, vote) if vote else ()
    return tuple(found)


async def _batches(request: Visit, vote: VoteView) -> list[Batch]:
    compared = await or_none(request, GetReconciliation(area=vote.area, round=vote.id, by=request.actor))
    return [await _batch(request, vote, one.batch) for one in (compared.batches if compared else ()) if not one.sealed]


async def _batch(request: Visit, vote: VoteView, id_: str) -> Batch:
    asked = GetPaperBatch(area=vote.area, round=vote.id, batch=id_, by=request.actor)
    batch = await told(request, asked)
    picture = PaperBallot(vote, batch.home)
    ballot = render(request, "voting/paper_choices.html", picture=picture, sent={}, ticked=())
    return Batch(f"{vote.id}/{id_}", batch.place, ballot)


HANDLERS = (show, show_offline, supplies, write_down)
