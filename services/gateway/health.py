"""Is it alive, is it ready, and its figures."""

import nats.errors
from litestar import MediaType, get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.gateway.visit import Visit
from shared.event_store import STREAM
from shared.log import PUBLIC, last_position
from shared.messages import UNAVAILABLE, Refused


@get("/health/live", media_type=MediaType.TEXT)
async def live() -> str:
    return "alive\n"


@get("/health/ready", media_type=MediaType.TEXT)
async def ready(request: Visit) -> str:
    """The log answers. (A view or task that dies takes its room, and so this answer, down with it.)"""
    try:
        for stream in (STREAM, PUBLIC):
            await last_position(request.instance.nc, stream)
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
    return "ready\n"


@get("/metrics")
async def metrics() -> ASGIApp:
    return ASGIResponse(body=generate_latest(), media_type=CONTENT_TYPE_LATEST)


HANDLERS = (live, ready, metrics)
