"""Signing in and out in the browser; in a demo, as anybody."""

from litestar import post
from litestar.datastructures import Cookie
from litestar.types import ASGIApp

from services.gateway.api.demo import DemoSignIn, enter, introduce
from services.gateway.operations import read_strings
from services.gateway.pages.rendering import see
from services.gateway.sessions import LIFETIME
from services.gateway.visit import COOKIE, Visit
from shared.messages import Actor


@post("/demo/sign-in")
async def sign_in(request: Visit) -> ASGIApp:
    filled = {name: values[0] for name, values in (await request.filled()).items()}
    asked = read_strings(filled, DemoSignIn)
    await introduce(request, asked.area)
    return await signed_in(request, f"/areas/{asked.area}", await enter(request, asked))


@post("/sign-out")
async def sign_out(request: Visit) -> ASGIApp:
    await request.instance.sessions.end(request.session)
    return see(request, "/", cookie(request, COOKIE, "", 0))


@post("/sign-out/everywhere")
async def sign_out_everywhere(request: Visit) -> ASGIApp:
    await request.instance.sessions.end_all(request.signed_in().id)
    return see(request, "/", cookie(request, COOKIE, "", 0))


async def signed_in(
    request: Visit, path: str, actor: Actor, seconds: int = LIFETIME, *, id_token: str = "", **query: str
) -> ASGIApp:
    """On they go to `path`, in a new session; the one before has ended."""
    if request.session:
        await request.instance.sessions.end(request.session)
    id_ = await request.instance.sessions.begin(actor, seconds, id_token)
    return see(request, path, cookie(request, COOKIE, id_, seconds), **query)


def cookie(request: Visit, name: str, value: str, seconds: int) -> Cookie:
    kept_as, secure = request.instance.cookie_name(name), request.instance.https
    return Cookie(kept_as, value=value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


HANDLERS = (sign_out, sign_out_everywhere)
DEMO_HANDLERS = (sign_in,)
