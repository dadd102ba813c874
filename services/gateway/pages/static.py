"""The few files pages need, from our own address."""

from pathlib import Path

from litestar import get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

_FOLDER = Path(__file__).parent / "static"
_STYLE = (_FOLDER / "lahio.css").read_bytes()
_ICON = (_FOLDER / "lahio.svg").read_bytes()
_KEPT = {"Cache-Control": "public, max-age=3600"}


@get("/static/lahio.css")
async def style() -> ASGIApp:
    return ASGIResponse(body=_STYLE, media_type="text/css", headers=_KEPT)


@get("/static/lahio.svg")
async def icon() -> ASGIApp:
    return ASGIResponse(body=_ICON, media_type="image/svg+xml", headers=_KEPT)


HANDLERS = (style, icon)
