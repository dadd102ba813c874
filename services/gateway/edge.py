"""Around every request: a span that continues the caller's trace, a count, and headers that protect the browser."""

from time import perf_counter
from typing import cast

from litestar import HttpMethod
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

from shared.telemetry import span

REQUESTS = Counter("lahio_http_requests", "HTTP requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "lahio_http_seconds",
    "Time until the answer began",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})

PROTECTION = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        b"font-src 'self'; manifest-src 'self'; worker-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
]
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000")
NOT_KEPT = (b"cache-control", b"no-store")


class Edge:
    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = [*PROTECTION, HTTPS_ONLY] if https else PROTECTION

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:  # there are none; the router says so
            await self._app(scope, receive, send)
            return
        began, scope = perf_counter(), _asked_for(scope)

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._protected(list(message["headers"]))
                _count(scope, message["status"], perf_counter() - began)
            await send(message)

        with span(f"HTTP {scope['method']}", _traceparent(scope), path=scope["path"]):
            await self._app(scope, receive, send_protected)

    def _protected(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = any(name == b"cache-control" for name, _ in headers)
        return [*headers, *self._headers] if kept else [*headers, *self._headers, NOT_KEPT]


def _asked_for(scope: HTTPScope) -> HTTPScope:
    """Who asks for the headers alone is answered like who asks for all: the server leaves the body away."""
    return cast("HTTPScope", {**scope, "method": HttpMethod.GET.value}) if scope["method"] == "HEAD" else scope


def _traceparent(scope: HTTPScope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"traceparent"), "")


def _count(scope: HTTPScope, status: int, seconds: float) -> None:
    """By the route's template: a label for each address would make a time series of every idea."""
    route = scope.get("path_template") or "none"
    method = scope["method"] if scope["method"] in METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)
