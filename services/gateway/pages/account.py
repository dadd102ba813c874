"""Signing in and out in the browser; in a demo, as anybody."""

from litestar import Response, post

from services.gateway.api.demo import DemoSignIn, enter
from services.gateway.operations import read_strings
from services.gateway.pages.rendering import see
from services.gateway.tokens import LIFETIME
from services.gateway.visit import COOKIE, Visit


@post("/demo/sign-in")
async def sign_in(request: Visit) -> Response[bytes]:
    filled = {name: values[0] for name, values in (await request.filled()).items()}
    asked = read_strings(filled, DemoSignIn)
    signed_in = await enter(request, asked)
    return _with_cookie(request, see(request, f"/areas/{asked.area}"), signed_in.token, LIFETIME)


@post("/sign-out")
async def sign_out(request: Visit) -> Response[bytes]:
    return _with_cookie(request, see(request, "/"), "", 0)


def _with_cookie(request: Visit, response: Response[bytes], token: str, seconds: int) -> Response[bytes]:
    secure = request.instance.settings.public_url.startswith("https:")
    response.set_cookie(COOKIE, token, max_age=seconds, httponly=True, samesite="lax", secure=secure)
    return response


HANDLERS = (sign_in, sign_out)
