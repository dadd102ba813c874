"""An area's page, where residents give ideas and vote with plain forms."""

from collections.abc import Callable
from functools import partial

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.about_ballot import about_ballot
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, Given, ballot, choices, first, ticked
from services.gateway.pages.people import is_resident, may_vote, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import RoundPicture, areas, pictures
from services.gateway.pages.situation import is_drawn
from services.gateway.pages.survey import surveys_of
from services.gateway.problems import Problem
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.ballots import CastVote, KeepDraft
from shared.contracts.evaluations import ListEvaluated
from shared.contracts.follows import FollowThing, UnfollowThing
from shared.contracts.gatherings import WRITERS
from shared.contracts.ideas import SubmitIdea
from shared.contracts.indicators import CITY
from shared.contracts.work_days import JoinWorkDay
from shared.ids import derived_id
from shared.messages import Command, Refusal, Refused, Role
from shared.requests import new_id


@get("/areas/{area:str}")
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, {})


@post("/areas/{area:str}/rounds/{round:str}/ideas")
async def give_idea(request: Visit) -> ASGIApp:
    return await _do(request, SubmitIdea, _idea)


@post("/areas/{area:str}/rounds/{round:str}/ballot")
async def vote(request: Visit) -> ASGIApp:
    return await _do(request, CastVote, _ballot)


@post("/areas/{area:str}/rounds/{round:str}/ballot/draft")
async def keep_draft(request: Visit) -> ASGIApp:
    return await _do(request, KeepDraft, _draft)


@post("/areas/{area:str}/follows/{thing:str}/{about:str}")
async def follow(request: Visit) -> ASGIApp:
    return await _do(request, FollowThing, _nothing)


@post("/areas/{area:str}/follows/{thing:str}/{about:str}/end")
async def unfollow(request: Visit) -> ASGIApp:
    return await _do(request, UnfollowThing, _nothing)


@post("/areas/{area:str}/projects/{project:str}/work-days/{day:str}")
async def join_work_day(request: Visit) -> ASGIApp:
    return await _do(request, JoinWorkDay, _nothing)


def _nothing(_: Filled, __: str) -> Given:
    return {}


def _idea(filled: Filled, command_id: str) -> Given:
    return {"idea": derived_id(command_id)} | {name: first(filled, name).strip() for name in ("title", "text")}


def _ballot(filled: Filled, _: str) -> Given:
    return ballot(filled)


def _draft(filled: Filled, _: str) -> Given:
    return choices(filled)


async def _do(request: Visit, cls: type[Command], read: Callable[[Filled, str], Given]) -> ASGIApp:
    """Done, the page says thank you; refused, it says why and keeps what was filled in."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    try:
        await carry_out(request, cls, {**request.path_params, **read(filled, command_id)}, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, filled)
    return see(request, "/areas/{area}".format_map(request.path_params), done=cls.__name__)


async def _show(request: Visit, refusal: Refusal | None, filled: Filled) -> ASGIApp:
    area = request.path_params["area"]
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    rounds = await pictures(request, area)
    refused = _told(request, refusal, rounds) if refusal else None
    return page(
        request,
        "area.html",
        here=f"/areas/{area}",
        area=area,
        name=named[area],
        rounds=rounds,
        surveys=await surveys_of(request, area),
        is_drawn=await is_drawn(request, area),
        evaluated=(await told(request, ListEvaluated(area=area))).items,
        compares=request.actor.holds(Role.AREA_COORDINATOR, CITY),
        person=await who(request),
        resident=is_resident(request, area),
        clerk=request.actor.holds(Role.CLERK, area),
        coordinator=request.actor.holds(Role.COORDINATOR, area),
        writes_down=any(request.actor.holds(role, area) for role in WRITERS),
        may_vote=partial(may_vote, request, area),
        problem=refused,
        sent_to=request.path_params.get("round"),
        filled={name: values[0] for name, values in filled.items()},
        ticked=ticked(filled),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def _told(request: Visit, refusal: Refusal, rounds: list[RoundPicture]) -> Problem:
    titles = {id_: title for picture in rounds for id_, title in picture.titles.items()}
    several = any(picture.vote and len(picture.vote.contests) > 1 for picture in rounds)
    return about_ballot(request, refusal, titles, several=several)


HANDLERS = (show, give_idea, vote, keep_draft, follow, unfollow, join_work_day)
