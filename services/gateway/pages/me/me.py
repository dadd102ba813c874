"""My page: what I gave and what came of it, what waits for me, what is written to me, and my data."""

from litestar import get, post
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.api.me import ChosenLetters
from services.gateway.directory import Choices
from services.gateway.forgetting import forget
from services.gateway.my_own import my_areas, my_data
from services.gateway.operations import JSON, encode, read_strings
from services.gateway.pages.filled import first
from services.gateway.pages.me.account import cookie
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.reasons import SAY_YES
from services.gateway.visit import COOKIE, Visit
from shared.contracts.gateway import Letters
from shared.messages import EVERYWHERE, Refusal

ME, FORGOTTEN = "/me", "/forgotten"


@get(ME)
async def show(request: Visit) -> ASGIApp:
    """Raises `Refused` when nobody is signed in."""
    return await _show(request, None)


@post(f"{ME}/letters")
async def choose(request: Visit) -> ASGIApp:
    """Raises `Refused`, also where nobody is known by this sign-in."""
    person, filled = request.signed_in(), await request.filled()
    wanted = frozenset(filled.get("wanted", ()))
    unwanted = [one for one in Letters if one not in wanted]
    chosen = read_strings({"language": first(filled, "language"), "unwanted": unwanted}, ChosenLetters)
    await request.instance.directory.choose(person.id, Choices(chosen.language, chosen.unwanted))
    return see(request, ME, done="choose", lang=chosen.language)


@post(f"{ME}/forget")
async def forget_me(request: Visit) -> ASGIApp:
    request.signed_in()
    if not first(await request.filled(), "sure"):
        return await _show(request, Refusal(SAY_YES))
    await forget(request)
    return see(request, FORGOTTEN, cookie(request, COOKIE, "", 0))


@get(FORGOTTEN)
async def forgotten(request: Visit) -> ASGIApp:
    return page(request, "me/forgotten.html", here=FORGOTTEN, person=await who(request))


@get(f"{ME}/data")
async def take_along(request: Visit) -> ASGIApp:
    body = encode(await my_data(request))
    headers = {"Content-Disposition": 'attachment; filename="lahio.json"', "Cache-Control": "no-store"}
    return ASGIResponse(body=body, media_type=JSON, headers=headers)


async def _show(request: Visit, refusal: Refusal | None) -> ASGIApp:
    named, held = await areas(request), request.signed_in().roles
    known = await request.instance.directory.get(request.actor.id)
    return page(
        request,
        "me/me.html",
        here=ME,
        roles={role: [named.get(area, area) for area in held[role] if area != EVERYWHERE] for role in held},
        mine=await my_areas(request),
        now=request.instance.settings.clock(),
        known=known,
        chosen=known.choices if known else Choices(request.language),
        letters=list(Letters),
        person=await who(request),
        problem=problem(request.language, refusal) if refusal else None,
        done=request.asked.get("done", ""),
    )


HANDLERS = (show, choose, forget_me, forgotten, take_along)
