"""The front page: what goes on in each area."""

import asyncio

from litestar import get
from litestar.types import ASGIApp

from services.gateway.api.demo import SAMPLE_PEOPLE
from services.gateway.pages.area.glimpses import glimpses
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit


@get("/")
async def front(request: Visit) -> ASGIApp:
    named = await areas(request)
    rounds = await asyncio.gather(*(glimpses(request, area) for area in named))
    shown = dict(zip(named, rounds, strict=True))
    person = await who(request)
    return page(request, "area/front.html", areas=named, rounds=shown, person=person, people=SAMPLE_PEOPLE)


HANDLERS = (front,)
