"""Outreach in the street: the page of a tablet that is often out of reach, and what such a tablet takes along."""

import asyncio
from collections.abc import Iterable, Mapping

import msgspec
from litestar import get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.directory import Person
from services.gateway.operations import JSON, encode
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, render
from services.gateway.pages.rounds import areas
from services.gateway.pages.voting.paper_batch import PaperBallot
from services.gateway.pages.voting.polling import or_none
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.categories import Category
from shared.contracts.gatherings import WRITERS, GatheringStatus, ListGatherings
from shared.contracts.ideas import WRITE_DOWN
from shared.contracts.paper import CLERK, GetPaperBatch, GetReconciliation
from shared.contracts.participants import AgeBand
from shared.contracts.results import InvalidReason
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.contracts.voting import GetVote, VoteView
from shared.messages import Refused, Role
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
    return await _show(request, await who(request))


@get(f"{PATH}/offline")
async def show_offline(request: Visit) -> ASGIApp:
    """What a device keeps of the page: for anybody, as it tells nothing of anybody."""
    return await _show(request, None)


@get(f"{PATH}/supplies")
async def supplies(request: Visit) -> ASGIApp:
    """Finding the batches of papers takes longer than the rest: they come where `batches` are asked for."""
    rounds, gatherings = await asyncio.gather(_rounds(request), _gatherings(request))
    taking, may = tuple(Named(one.id, one.name) for one in rounds if one.phase is Phase.IDEAS), _may(request)
    batches = await _all_batches(request, rounds) if "paper" in may and "batches" in request.asked else None
    return ASGIResponse(body=encode(Supplies(request.actor.id, may, taking, gatherings, batches)), media_type=JSON)


def _may(request: Visit) -> tuple[str, ...]:
    """What whoever is signed in may write down here."""
    area = request.path_params["area"]
    return tuple(kind for kind, roles in WHO.items() if any(request.actor.holds(role, area) for role in roles))


async def _show(request: Visit, person: Person | None) -> ASGIApp:
    area, named = request.path_params["area"], await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    return page(
        request,
        "staff/outreach.html",
        here=f"/areas/{area}/outreach",
        name=named[area],
        person=person,
        ages=list(AgeBand),
        categories=list(Category),
        reasons=list(InvalidReason),
    )


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


HANDLERS = (show, show_offline, supplies)
