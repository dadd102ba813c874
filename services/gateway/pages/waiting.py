"""The bar that shows a coordinator what waits for whom and since when."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit, told
from shared.contracts.areas import UNKNOWN_AREA
from shared.contracts.waiting import ListWaiting, Wait, WaitingView
from shared.messages import Refused

MOST = 100
DAY = 86_400  # seconds
COLOURS = {wait: number for number, wait in enumerate(Wait, 1)}


@dataclass(frozen=True)
class Bar:
    """`days` whole ones; `width` of 100, where the longest wait is 100 and a day at least."""

    item: WaitingView
    expert: str
    days: int
    width: int
    colour: int


@get("/areas/{area:str}/waiting")
async def show(request: Visit) -> ASGIApp:
    area, by = request.path_params["area"], request.signed_in()
    waiting = await told(request, ListWaiting(area=area, by=by, limit=MOST))
    named = await areas(request)
    if area not in named:
        raise Refused(UNKNOWN_AREA)
    return page(
        request,
        "waiting.html",
        here=f"/areas/{area}/waiting",
        area=area,
        name=named[area],
        counts=[(COLOURS[wait], wait, waiting.counts[wait]) for wait in Wait],
        bars=_bars(waiting.items, await _names(request, waiting.items), request.instance.settings.clock()),
        more=waiting.next is not None,
        person=await who(request),
    )


def _bars(items: tuple[WaitingView, ...], names: dict[str, str], now: datetime) -> list[Bar]:
    seconds = [max(0.0, (now - item.since).total_seconds()) for item in items]
    longest = max([*seconds, DAY])
    return [
        Bar(item, names.get(item.expert, ""), int(waited // DAY), round(100 * waited / longest), COLOURS[item.wait])
        for item, waited in zip(items, seconds, strict=True)
    ]


async def _names(visit: Visit, items: tuple[WaitingView, ...]) -> dict[str, str]:
    asked = {item.expert for item in items if item.expert}
    found = await asyncio.gather(*(visit.instance.directory.get(expert) for expert in asked))
    return {person.id: person.name for person in found if person}


HANDLERS = (show,)
