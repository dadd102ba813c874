"""The site as an app: its manifest, the worker that keeps some files, and a page for when there is no network."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from litestar import get
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.operations import encode
from services.gateway.pages.rendering import TEMPLATES, page
from services.gateway.pages.static import FOLDER, KEPT_OFFLINE, Assets, assets
from services.gateway.visit import Visit
from shared.texts import Language, text

OFFLINE = "/offline"
WORKER = "worker.js"
SHOWN_OFFLINE = ("base.html", "offline.html", "staff/outreach.html")
CHECKED = {"Cache-Control": "no-cache"}
ICONS = {"icon-192.png": "any", "icon-512.png": "any", "icon-maskable.png": "maskable"}


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


NO_NETWORK = _("There is no network now. What you had sent before is safe. Try again when you are online.")
SAID_IN = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)


@get("/manifest.webmanifest")
async def manifest(request: Visit) -> ASGIApp:
    files = _files(request)
    body = {
        "id": "/",
        "name": "Lähiö",
        "short_name": "Lähiö",
        "lang": "fi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": files.colour("page"),
        "theme_color": files.colour("brand"),
        "icons": [
            {"src": files.path(name), "type": "image/png", "sizes": _size(name), "purpose": purpose}
            for name, purpose in ICONS.items()
        ],
    }
    return ASGIResponse(body=encode(body), media_type="application/manifest+json", headers=CHECKED)


@get("/sw.js")
async def worker(request: Visit) -> ASGIApp:
    """At the root, for a worker may look only after what lies below its own address."""
    body = _worker(_files(request))
    return ASGIResponse(body=body, media_type="text/javascript", headers=CHECKED)


@get(OFFLINE)
async def offline(request: Visit) -> ASGIApp:
    """It is kept once, and so says the same in each language; nobody's name stands on it."""
    sentences = [(language.locale, text(language, NO_NETWORK)) for language in SAID_IN]
    return page(request, "offline.html", here=OFFLINE, sentences=sentences)


@cache
def _worker(files: Assets) -> bytes:
    kept = [OFFLINE, *(files.path(name) for name in KEPT_OFFLINE)]
    script = (FOLDER / WORKER).read_bytes()
    version = sha256(b"".join([encode(kept), script, *((TEMPLATES / name).read_bytes() for name in SHOWN_OFFLINE)]))
    return b"const VERSION = %b, KEPT = %b;\n%b" % (encode(version.hexdigest()[:16]), encode(kept), script)


def _files(request: Visit) -> Assets:
    return assets(request.instance.settings.brand_folder)


def _size(name: str) -> str:
    return "192x192" if Path(name).stem.endswith("192") else "512x512"


HANDLERS = (manifest, worker, offline)
