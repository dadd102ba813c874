"""Signing in and out in the browser; in a demo, as anybody."""

from litestar import post
from litestar.datastructures import Cookie
from litestar.types import ASGIApp

from services.gateway.api.demo import DemoSignIn, enter, introduce
from services.gateway.operations import read_strings
from services.gateway.pages.rendering import see
from services.gateway.tokens import LIFETIME
from services.gateway.visit import COOKIE, Visit


@post("/demo/sign-in")
async def sign_in(request: Visit) -> ASGIApp:
    filled = {name: values[0] for name, values in (await request.filled()).items()}
    asked = read_strings(filled, DemoSignIn)
    await introduce(request, asked.area)
    signed_in = await enter(request, asked)
    return see(request, f"/areas/{asked.area}", sign_in_cookie(request, signed_in.token, LIFETIME))


@post("/sign-out")
async def sign_out(request: Visit) -> ASGIApp:
    return see(request, "/", sign_in_cookie(request, "", 0))


def sign_in_cookie(request: Visit, token: str, seconds: int) -> Cookie:
    secure = request.instance.settings.public_url.startswith("https:")
    return Cookie(COOKIE, value=token, max_age=seconds, httponly=True, samesite="lax", secure=secure)


HANDLERS = (sign_out,)
DEMO_HANDLERS = (sign_in,)
