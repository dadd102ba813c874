"""Following an idea, a proposal or a project with a plain form."""

import asyncio

from litestar import post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import back
from services.gateway.pages.rendering import see
from services.gateway.visit import Visit, told
from shared.contracts.follows import FollowThing, FollowView, GetFollow, OfFollower, UnfollowThing
from shared.contracts.notifications import Thing
from shared.messages import Refused

ONE = "/areas/{area:str}/follows/{thing:str}/{about:str}"
PLACES = {Thing.IDEA: "ideas", Thing.PROPOSAL: "proposals", Thing.PROJECT: "projects"}
PATIENCE = 1.0  # seconds


@post(ONE)
async def follow(request: Visit) -> ASGIApp:
    return await _do(request, FollowThing)


@post(f"{ONE}/end")
async def unfollow(request: Visit) -> ASGIApp:
    return await _do(request, UnfollowThing)


async def _do(request: Visit, cls: type[OfFollower]) -> ASGIApp:
    path = request.path_params
    done = await carry_out(request, cls, dict(path), await request.command_id(""))
    place = PLACES.get(Thing(path["thing"]))
    own = f"/areas/{path['area']}/{place}/{path['about']}" if place else f"/areas/{path['area']}"
    return see(request, back(await request.filled(), own), done=cls.__name__, position=str(done.position))


async def following(visit: Visit, area: str, thing: Thing, about: str) -> FollowView | None:
    """How many follow it, and whether I do; a page goes without rather than wait for it."""
    asked = GetFollow(area=area, thing=thing, about=about, by=visit.actor, wait_for=visit.seen)
    try:
        async with asyncio.timeout(PATIENCE):
            return await told(visit, asked)
    except (Refused, TimeoutError):
        return None


HANDLERS = (follow, unfollow)
