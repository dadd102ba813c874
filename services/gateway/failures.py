"""Whatever goes wrong on the way becomes a problem document, or a page that says the same to a person."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from litestar.types import ExceptionHandlersMap

from services.gateway.operations import encode
from services.gateway.pages.next_steps import helps_to_sign_in, next_step
from services.gateway.pages.rendering import render
from services.gateway.problems import MEDIA_TYPE, headers_of, problem
from services.gateway.reasons import BAD_REQUEST, METHOD_NOT_ALLOWED, NOT_FOUND, TOO_LARGE
from services.gateway.visit import SAFE, Visit
from shared.messages import BROKEN, UNAVAILABLE, Refusal, Refused
from shared.telemetry import log
from shared.views import Unreachable

HTML = "text/html"
_BY_STATUS = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED, 413: TOO_LARGE}


def answer(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    visit = Visit(request.scope)
    document = problem(visit.language, refusal)
    headers = headers_of(document)
    if HTML in visit.header(b"accept") and not visit.scope["path"].startswith("/api/v"):
        sent = visit.method not in SAFE
        told = {"next_step": next_step(document, sent=sent), "helps_to_sign_in": helps_to_sign_in(document)}
        back = "" if sent else visit.scope["path"]
        page = render(visit, "problem.html", problem=document, links=(), back=back, **told)  # there may be no such area
        return Response(page.encode(), status_code=document.status, headers=headers, media_type=HTML)
    return Response(encode(document), status_code=document.status, headers=headers, media_type=MEDIA_TYPE)


def on_refused(request: Request[Any, Any, Any], refused: Refused) -> Response[bytes]:
    return answer(request, refused.refusal)


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    if error.status_code >= HTTP_500_INTERNAL_SERVER_ERROR:
        return on_broken(request, error)
    response = answer(request, Refusal(_BY_STATUS.get(error.status_code, BAD_REQUEST)))
    response.headers |= error.headers or {}
    return response


def on_broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    log.error("request failed", path=request.scope["path"], error=repr(error), exc_info=error)
    return answer(request, Refusal(BROKEN))


def on_unreachable(request: Request[Any, Any, Any], error: Unreachable) -> Response[bytes]:
    log.warning("the people's directory is away", error=str(error))
    return answer(request, Refusal(UNAVAILABLE))


HANDLERS: ExceptionHandlersMap = {
    Refused: on_refused,
    Unreachable: on_unreachable,
    HTTPException: on_http,
    Exception: on_broken,
}
