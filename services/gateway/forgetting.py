"""Whoever asks is forgotten: what names them, what they follow and where they wanted to come, and words that nobody
else has read. What they gave to everybody stays, without their name; a vote stays one vote."""

import asyncio

from services.gateway.my_own import my_gatherings, my_parts, rounds_of
from services.gateway.visit import Visit
from shared.contracts.ballots import KeepDraft
from shared.contracts.follows import UnfollowThing
from shared.contracts.gatherings import WithdrawRegistration
from shared.contracts.idea_drafts import ForgetIdeaDraft
from shared.contracts.my_part import Part, PartView
from shared.contracts.work_days import LeaveWorkDay
from shared.messages import Command, Kind, Refused, Role
from shared.requests import new_id, send

ENDED = {Part.FOLLOW, Part.WORK_DAY}


async def forget(request: Visit) -> None:
    """Asked again after half of it failed, it goes on. Raises `Refused`."""
    actor = request.signed_in()
    for area in actor.roles.get(Role.RESIDENT, ()):
        await asyncio.gather(_give_up(request, area), _erase_drafts(request, area))
    await request.instance.directory.forget(actor.id)
    await request.instance.sessions.end_all(actor.id)


async def _give_up(request: Visit, area: str) -> None:
    now = request.instance.settings.clock()
    parts, gatherings = await asyncio.gather(my_parts(request, area), my_gatherings(request, area))
    for part in parts:
        if part.part in ENDED:
            await _do(request, _end(request, part))
    for one in gatherings:
        if one.ends_at > now:
            await _do(request, WithdrawRegistration(area=area, gathering=one.id, by=request.actor))


def _end(request: Visit, part: PartView) -> Command:
    if part.work_day:
        return LeaveWorkDay(area=part.area, project=part.about, day=part.work_day.id, by=request.actor)
    return UnfollowThing(area=part.area, thing=part.thing, about=part.about, by=request.actor)


async def _erase_drafts(request: Visit, area: str) -> None:
    for one in await rounds_of(request, area):
        await _do(request, ForgetIdeaDraft(area=area, round=one.id, by=request.actor))
        await _do(request, KeepDraft(area=area, round=one.id, choices=(), by=request.actor))


async def _do(request: Visit, command: Command) -> None:
    """What is refused has ended already: no vote is open, the work day is over."""
    try:
        await send(request.instance.nc, command, new_id())
    except Refused as refused:
        if refused.refusal.reason.kind is Kind.UNAVAILABLE:
            raise
