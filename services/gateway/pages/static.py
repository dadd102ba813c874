"""Styles, scripts and pictures of the pages, from our own address, under names that change with what is in them."""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from litestar import get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit
from shared.messages import Refused

FOLDER = Path(__file__).parent / "static"
OUR_BRAND = FOLDER / "brand"
ICONS = ("icon-192.png", "icon-512.png", "icon-maskable.png")
BRANDED = ("tokens.css", "logo.svg", *ICONS)  # what a city may bring of its own
DESIGN_SYSTEM = ("base", "button", "card", "status-label", "text-input")
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "hds.css": tuple(f"vendor/hds-core/{name}.min.css" for name in DESIGN_SYSTEM),
    "lahio.css": ("lahio.css", "parts.css", "ballot.css", "pictures.css"),
    "ballot.js": ("ballot.js",),
    "htmx.js": ("vendor/htmx.org/htmx.min.js",),
    "draft.js": ("draft.js",),
    "sliders.js": ("sliders.js",),
    "install.js": ("install.js",),
    "outreach.js": tuple(f"outreach/{name}.js" for name in ("device", "requests", "sending", "forms", "queue")),
}
"""Files served as one, so that a page asks for few."""
KEPT_OFFLINE = ("hds.css", "tokens.css", "lahio.css", "logo.svg", "install.js", "outreach.js")
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
COLOUR = re.compile(rb"--color-(?P<name>[a-z-]+):\s*(?P<colour>#[0-9a-fA-F]{3,8})")
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@dataclass(frozen=True)
class Asset:
    path: str
    kind: str
    content: bytes
    packed: bytes


class Assets:
    """All of them, by their names and by the paths they are served under."""

    def __init__(self, brand: Path) -> None:
        self._by_name = {name: _asset(name, content) for name, content in _contents(brand)}
        self._by_path = {asset.path: asset for asset in self._by_name.values()}

    def path(self, name: str) -> str:
        return self._by_name[name].path

    def colour(self, name: str) -> str:
        """One of the tokens, where it is told outside of styles."""
        found = COLOUR.findall(self._by_name["tokens.css"].content)
        return next((colour.decode() for token, colour in found if token.decode() == name), "#ffffff")

    def served(self, path: str) -> Asset:
        """Raises `Refused`."""
        if path not in self._by_path:
            raise Refused(NOT_FOUND)
        return self._by_path[path]


@cache
def assets(brand: Path | None) -> Assets:
    """Read and packed once; what the city's folder lacks is ours."""
    return Assets(brand or OUR_BRAND)


@get("/static/{hash:str}/{name:str}")
async def asset(request: Visit) -> ASGIApp:
    found = assets(request.instance.settings.brand_folder).served(request.scope["path"])
    if "gzip" not in request.header(b"accept-encoding"):
        return ASGIResponse(body=found.content, media_type=found.kind, headers=FOR_EVER)
    return ASGIResponse(body=found.packed, media_type=found.kind, headers={**FOR_EVER, "Content-Encoding": "gzip"})


def _contents(brand: Path) -> Iterator[tuple[str, bytes]]:
    for name, files in TOGETHER.items():
        yield name, b"\n".join((FOLDER / file).read_bytes() for file in files)
    for name in BRANDED:
        yield name, (brand / name if (brand / name).exists() else OUR_BRAND / name).read_bytes()


def _asset(name: str, content: bytes) -> Asset:
    path = f"/static/{sha256(content).hexdigest()[:16]}/{name}"
    return Asset(path, KINDS[Path(name).suffix], content, gzip.compress(content, mtime=0))


HANDLERS = (asset,)
