"""Pages about the pages: accessibility."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit


@get("/accessibility")
async def accessibility(request: Visit) -> ASGIApp:
    return page(request, "accessibility.html", here="/accessibility", person=await who(request))


HANDLERS = (accessibility,)
