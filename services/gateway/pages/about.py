"""Pages about the pages and who looks at them: accessibility, signing in."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.api.demo import SAMPLE_PEOPLE
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit


@get("/accessibility")
async def accessibility(request: Visit) -> ASGIApp:
    return page(request, "accessibility.html", here="/accessibility", person=await who(request))


@get("/sign-in")
async def sign_in(request: Visit) -> ASGIApp:
    named = await areas(request)
    return page(request, "sign_in.html", here="/sign-in", areas=named, people=SAMPLE_PEOPLE, person=await who(request))


HANDLERS = (accessibility, sign_in)
