"""Where staff begin their day: what waits for me and since when, and for coordinators what waits for whom."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from litestar import get
from litestar.types import ASGIApp
from msgspec.structs import replace

from services.gateway.pages.people import who
from services.gateway.pages.projects.late import Late, late_milestones
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.pages.staff.counts import waiting_counts
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.moderation import MODERATORS, ListModeration
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.contracts.waiting import Awaited, ListWaiting, Wait, WaitingPage, WaitingView
from shared.messages import Actor, Refused, Role

MOST = 100
DAY = 86_400  # seconds
COLOURS = {wait: number for number, wait in enumerate(Wait, 1)}
WORKERS = MODERATORS | {Role.EXPERT}
ON_THE_WAY = {None, Phase.IDEAS, Phase.PLANNING}
NOTHING = WaitingPage(items=(), counts=dict.fromkeys(Wait, 0))


@dataclass(frozen=True)
class Bar:
    """`days` whole ones; `width` of 100, where the longest wait is 100 and a day at least."""

    item: WaitingView
    expert: str
    days: int
    width: int
    colour: int
    mine: bool


@dataclass(frozen=True)
class Unread:
    """What waits for moderators."""

    count: int
    since: datetime | None
    days: int


@get("/areas/{area:str}/waiting")
async def show(request: Visit) -> ASGIApp:
    area, by = request.path_params["area"], request.signed_in()
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    all_rounds = (await told(request, ListRounds(area=area, by=by))).items
    waiting = await _waiting(request, area, [one.id for one in all_rounds if one.phase in ON_THE_WAY])
    bars = await _bars(request, waiting.items)
    coordinates = by.holds(Role.COORDINATOR, area)
    rounds = all_rounds if coordinates else ()
    return page(
        request,
        "staff/waiting.html",
        here=f"/areas/{area}/waiting",
        area=area,
        name=named[area],
        counts=[(COLOURS[wait], wait, waiting.counts[wait]) for wait in Wait],
        bars=bars,
        mine=[bar for bar in bars if bar.mine],
        unread=await _unread(request, area),
        merging=[(one, one.timetable.start_of(Phase.PLANNING)) for one in rounds if one.phase is Phase.PLANNING],
        votes=await waiting_counts(request, area, rounds),
        coordinates=coordinates,
        late=await _late(request, area, rounds),
        follows_all=by.holds(Role.EXPERT, area) or coordinates,
        more=waiting.next is not None,
        person=await who(request),
    )


async def _waiting(visit: Visit, area: str, rounds: Iterable[str]) -> WaitingPage:
    """On the way to the ballot; nothing for who only moderates. What was not placed when its vote began waits for
    nothing any more."""
    if not any(visit.actor.holds(role, area) for role in ListWaiting.allowed or ()):
        return NOTHING
    asked = ListWaiting(area=area, by=visit.actor, limit=MOST, wait_for=visit.seen)
    found = await asyncio.gather(*(told(visit, replace(asked, round=one)) for one in rounds))
    items = sorted((item for each in found for item in each.items), key=lambda item: item.since)
    counts = {wait: sum(each.counts[wait] for each in found) for wait in Wait}
    more = len(items) > MOST or any(each.next for each in found)
    return WaitingPage(tuple(items[:MOST]), counts, str(more) if more else None)


async def _unread(visit: Visit, area: str) -> Unread | None:
    if not any(visit.actor.holds(role, area) for role in MODERATORS):
        return None
    found = await told(visit, ListModeration(area=area, by=visit.actor, limit=1))
    since = found.items[0].since if found.items else None
    return Unread(found.count, since, (visit.instance.settings.clock() - since).days if since else 0)


async def _late(visit: Visit, area: str, rounds: Iterable[RoundView]) -> list[Late]:
    found = await asyncio.gather(*(late_milestones(visit, area, one.id) for one in rounds))
    return sorted((late for each in found for late in each), key=lambda late: late.milestone.due)


async def _bars(visit: Visit, items: tuple[WaitingView, ...]) -> list[Bar]:
    names, now = await _names(visit, items), visit.instance.settings.clock()
    return list(_drawn(items, names, now, visit.actor))


def _drawn(items: tuple[WaitingView, ...], names: dict[str, str], now: datetime, actor: Actor) -> Iterator[Bar]:
    seconds = [max(0.0, (now - item.since).total_seconds()) for item in items]
    longest = max([*seconds, DAY])
    for item, waited in zip(items, seconds, strict=True):
        width, name = round(100 * waited / longest), names.get(item.expert, "")
        yield Bar(item, name, int(waited // DAY), width, COLOURS[item.wait], is_for(actor, item))


def is_for(actor: Actor, item: WaitingView) -> bool:
    """Whether this person can do it next, as far as their roles and the assignment tell."""
    coordinates, estimates = actor.holds(Role.COORDINATOR, item.area), actor.holds(Role.EXPERT, item.area)
    match item.awaited:
        case Awaited.COORDINATOR:
            return coordinates
        case Awaited.EXPERT:
            return estimates and item.expert in {"", actor.id}
        case Awaited.SECOND_PERSON:
            return (coordinates or estimates) and item.expert != actor.id
        case _:
            return False


async def _names(visit: Visit, items: tuple[WaitingView, ...]) -> dict[str, str]:
    asked = {item.expert for item in items if item.expert}
    found = await asyncio.gather(*(visit.instance.directory.get(expert) for expert in asked))
    return {person.id: person.name for person in found if person}


HANDLERS = (show,)
