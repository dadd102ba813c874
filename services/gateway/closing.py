"""When the gateway closes, whoever still waits for a room is told so rather than cut off."""

import asyncio

from litestar.types import ASGIApp, Receive, Scope, Send

from services.gateway.visit import Instance
from shared.messages import UNAVAILABLE, Refused


def until_closing(app: ASGIApp) -> ASGIApp:
    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        instance: Instance = scope["state"]["instance"]
        patience = asyncio.timeout(None)
        instance.patience.add(patience)
        try:
            async with patience:
                await app(scope, receive, send)
        except TimeoutError as error:
            raise Refused(UNAVAILABLE) from error
        finally:
            instance.patience.discard(patience)

    return serve
