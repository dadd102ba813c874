"""The API's description as JSON, and as a page made from it."""

from collections.abc import Sequence
from functools import cache

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.openapi import Json, describe
from services.gateway.operations import Operation, encode
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit


def handlers(operations: Sequence[Operation]) -> tuple[HTTPRouteHandler, ...]:
    @cache
    def described(public_url: str) -> Json:
        return describe(operations, public_url)

    @get("/api/openapi.json")
    async def openapi(request: Visit) -> ASGIApp:
        return ASGIResponse(body=encode(described(request.instance.settings.public_url)))

    @get("/api/docs")
    async def docs(request: Visit) -> ASGIApp:
        api = described(request.instance.settings.public_url)
        return page(request, "docs.html", api=api, by_tag=_by_tag(api))

    return openapi, docs


def _by_tag(description: Json) -> dict[str, list[tuple[str, str, Json]]]:
    """Method, path and operation, under each tag."""
    grouped: dict[str, list[tuple[str, str, Json]]] = {tag["name"]: [] for tag in description["tags"]}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            grouped[operation["tags"][0]].append((method.upper(), path, operation))
    return grouped
