"""Templates, with what every page needs in its reader's language."""

import gzip
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType
from litestar.datastructures import Cookie
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.pages.navigation import links
from services.gateway.pages.static import assets
from services.gateway.problems import Problem
from services.gateway.texts import turnout
from services.gateway.visit import SAFE, Visit
from shared.ages import finnish_day
from shared.messages import NOBODY
from shared.texts import Language, day, euros, moment, text, until, word

HTML = "text/html"
TEMPLATES = Path(__file__).parent / "templates"
PACKED = 4  # of 9: the last percent would take as long as making the page

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,  # or each page asks the disk whether its templates have changed
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(visit: Visit, template: str, **values: Any) -> str:
    language = visit.language

    def say(sentence: str, **values: str | int) -> str:
        return text(language, sentence, values)

    def url(path: str, **query: str | int) -> str:
        chosen = visit.asked.get("lang")
        asked = ({"lang": chosen} if chosen == language else {}) | query
        return f"{path}?{urlencode(asked)}" if asked else path

    here = str(values.get("here") or ("" if visit.method in SAFE else "/"))
    area = visit.scope.get("path_params", {}).get("area", "")
    return _environment.get_template(template).render(
        {
            "asset": assets(visit.instance.settings.brand_folder).path,
            "area": area,
            "links": links(area, visit.scope["path"], visit.scope.get("user", NOBODY)),
            "_": say,
            "word": partial(word, language),
            "euros": partial(euros, language),
            "turnout": partial(turnout, language),
            "moment": partial(moment, language),
            "day": partial(day, language),
            "until": partial(until, language),
            "url": url,
            "language": language,
            "languages": list(Language),
            "here": here,
            "sign_in": url("/sign-in", next=here or visit.scope["path"]),
            "today": finnish_day(visit.instance.settings.clock()),
            "demo": visit.instance.settings.demo,
            "person": None,
            **values,
        }
    )


def page(visit: Visit, template: str, *, problem: Problem | None = None, **values: Any) -> ASGIApp:
    """With the `problem` there is with what was asked; packed where the browser takes that."""
    status = problem.status if problem else 200
    body = render(visit, template, problem=problem, **values).encode()
    headers = {"Vary": "Accept-Language, Accept-Encoding, Cookie"}
    if "gzip" in visit.header(b"accept-encoding"):
        body, headers["Content-Encoding"] = gzip.compress(body, PACKED, mtime=0), "gzip"
    return ASGIResponse(body=body, status_code=status, media_type=HTML, headers=headers)


def see(visit: Visit, path: str, *cookies: Cookie, **query: str) -> ASGIApp:
    """Go there after a form (303): reloading does not send it again."""
    chosen = visit.asked.get("lang")
    asked = urlencode(({"lang": chosen} if chosen else {}) | query)
    joined = "&" if "?" in path else "?"
    headers = {"Location": f"{path}{joined}{asked}" if asked else path}
    return ASGIResponse(status_code=303, headers=headers, cookies=cookies, media_type=MediaType.TEXT)


def leave(address: str, *cookies: Cookie) -> ASGIApp:
    """Go to another site."""
    return ASGIResponse(status_code=303, headers={"Location": address}, cookies=cookies, media_type=MediaType.TEXT)
