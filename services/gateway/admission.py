"""Before any handler: who is it, does it come from our own page, is it too often."""

from typing import Any, cast
from urllib.parse import urlsplit

from litestar import Request

from services.gateway.reasons import FOREIGN_PAGE, SIGN_IN_INVALID
from services.gateway.visit import Visit
from shared.messages import NOBODY, Actor, Refused, Role, require

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
READS = 60_000  # a minute and address: a school shares one
WRITES = 60  # a minute and resident
STAFF_WRITES = 6_000
ANONYMOUS_WRITES = 100_000  # a minute and address; only the demo lets anybody do anything without a sign-in


async def admit(request: Request[Any, Any, Any]) -> None:
    """Raises `Refused`."""
    visit = cast("Visit", request)
    bearer = visit.header(b"authorization")
    if bearer:
        visit.scope["user"] = _bearer(visit, bearer)
    else:
        visit.scope["user"] = _browser(visit)
    _keep_pace(visit)


def _bearer(visit: Visit, header: str) -> Actor:
    scheme, _, token = header.partition(" ")
    require(scheme.lower() == "bearer", SIGN_IN_INVALID)
    return visit.instance.tokens.actor(token)


def _browser(visit: Visit) -> Actor:
    """The person of the cookie. A cookie that is no longer good is none: the page then offers to sign in again."""
    cookie = visit.cookie
    if visit.method not in SAFE:
        require(from_own_page(visit, says_nothing=not cookie), FOREIGN_PAGE)
    try:
        return visit.instance.tokens.actor(cookie) if cookie else NOBODY
    except Refused:
        return NOBODY


def from_own_page(visit: Visit, *, says_nothing: bool) -> bool:
    """Browsers say where a form comes from; a client that `says_nothing` is harmless when it carries no cookie."""
    site, origin = visit.header(b"sec-fetch-site"), visit.header(b"origin")
    if site:
        return site in {"same-origin", "none"}
    if not origin:
        return says_nothing
    return origin == visit.instance.settings.public_url.rstrip("/") or urlsplit(origin).netloc == visit.header(b"host")


def _keep_pace(visit: Visit) -> None:
    actor, pace = visit.actor, visit.instance.pace
    if visit.method in SAFE:
        pace.take(f"reads {_address(visit)}", READS)
    elif actor is NOBODY:
        pace.take(f"writes {_address(visit)}", ANONYMOUS_WRITES)
    else:
        pace.take(actor.id, STAFF_WRITES if actor.roles.keys() - {Role.RESIDENT} else WRITES)


def _address(visit: Visit) -> str:
    client = visit.scope.get("client")
    return client[0] if client else ""
