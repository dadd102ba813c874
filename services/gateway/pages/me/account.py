"""Signing in and out in the browser; in a demo, as anybody."""

from litestar import post
from litestar.datastructures import Cookie
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.api.demo import DemoSignIn, enter, introduce
from services.gateway.operations import read_strings
from services.gateway.pages.me.start import own_path, start_of
from services.gateway.pages.rendering import HTML, render, see
from services.gateway.sessions import LIFETIME
from services.gateway.visit import COOKIE, Visit
from shared.messages import Actor, Refused


@post("/demo/sign-in")
async def sign_in(request: Visit) -> ASGIApp:
    filled = {name: values[0] for name, values in (await request.filled()).items()}
    asked = read_strings(filled, DemoSignIn)
    await introduce(request, asked.area)
    actor = await enter(request, asked)
    next_ = own_path(filled.get("next", "/"))
    return await signed_in(request, start_of(actor) or (f"/areas/{asked.area}" if next_ == "/" else next_), actor)


@post("/sign-out")
async def sign_out(request: Visit) -> ASGIApp:
    sessions, gone = request.instance.sessions, cookie(request, COOKIE, "", 0)
    session = await sessions.find(request.session_id)
    await sessions.end(request.session_id)
    farewell = await _farewell(request, session.id_token) if session and session.id_token else ""
    return _leave(request, farewell, gone) if farewell else see(request, "/", gone)


@post("/sign-out/everywhere")
async def sign_out_everywhere(request: Visit) -> ASGIApp:
    await request.instance.sessions.end_all(request.signed_in().id)
    return see(request, "/", cookie(request, COOKIE, "", 0))


async def signed_in(
    request: Visit,
    path: str,
    actor: Actor,
    seconds: int = LIFETIME,
    *,
    id_token: str = "",
    and_cookies: tuple[Cookie, ...] = (),
) -> ASGIApp:
    """On they go to `path`, in a new session; the one before has ended."""
    if request.session_id:
        await request.instance.sessions.end(request.session_id)
    id_ = await request.instance.sessions.begin(actor, seconds, id_token)
    return see(request, path, cookie(request, COOKIE, id_, seconds), *and_cookies)


async def _farewell(request: Visit, id_token: str) -> str:
    """Where one signs out at the provider; empty where it is away: here one is signed out in any case."""
    provider = request.instance.provider
    try:
        return await provider.farewell(id_token, request.instance.settings.public_url) if provider else ""
    except Refused:
        return ""


def _leave(request: Visit, farewell: str, gone: Cookie) -> ASGIApp:
    """By a page that leads on: the answer to a form may not be another site's."""
    body = render(request, "me/signed_out.html", farewell=farewell)
    headers = {"Refresh": f"0; url={farewell}"}
    return ASGIResponse(body=body, media_type=HTML, headers=headers, cookies=(gone,))


def cookie(request: Visit, name: str, value: str, seconds: int) -> Cookie:
    kept_as, secure = request.instance.cookie_name(name), request.instance.https
    return Cookie(kept_as, value=value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


HANDLERS = (sign_out, sign_out_everywhere)
DEMO_HANDLERS = (sign_in,)
