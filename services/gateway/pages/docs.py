"""The API's description as JSON, and as a page made from it."""

from collections.abc import Iterable

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.openapi import Json, describe
from services.gateway.operations import Operation, encode
from services.gateway.pages.rendering import page
from services.gateway.visit import Visit


def handlers(operations: Iterable[Operation], public_url: str) -> tuple[HTTPRouteHandler, ...]:
    description = describe(operations, public_url)
    data = encode(description)
    by_tag = _by_tag(description)

    @get("/api/openapi.json")
    async def openapi() -> ASGIApp:
        return ASGIResponse(body=data)

    @get("/api/docs")
    async def docs(request: Visit) -> ASGIApp:
        return page(request, "docs.html", api=description, by_tag=by_tag)

    return openapi, docs


def _by_tag(description: Json) -> dict[str, list[tuple[str, str, Json]]]:
    """Method, path and operation, under each tag."""
    grouped: dict[str, list[tuple[str, str, Json]]] = {tag["name"]: [] for tag in description["tags"]}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            grouped[operation["tags"][0]].append((method.upper(), path, operation))
    return grouped
