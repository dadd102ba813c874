"""Pages about the pages and who looks at them: accessibility, my page."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit
from shared.messages import EVERYWHERE


@get("/accessibility")
async def accessibility(request: Visit) -> ASGIApp:
    return page(request, "accessibility.html", here="/accessibility", person=await who(request))


@get("/me")
async def me(request: Visit) -> ASGIApp:
    """Raises `Refused` when nobody is signed in."""
    named, held = await areas(request), request.signed_in().roles
    roles = {role: [named.get(area, area) for area in held[role] if area != EVERYWHERE] for role in held}
    return page(request, "me.html", here="/me", roles=roles, person=await who(request))


HANDLERS = (accessibility, me)
