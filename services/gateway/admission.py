"""Before any handler: who is it, does it come from our own page, is it too often."""

from typing import Any, cast

from litestar import Request

from services.gateway.entrance import require_entrance
from services.gateway.reasons import FOREIGN_PAGE, SIGN_IN_INVALID
from services.gateway.visit import SAFE, Visit
from shared.contracts.ballots import VOTERS
from shared.messages import NOBODY, Actor, require

READS = 60_000  # a minute and address: a school shares one
ADDRESS_WRITES = 100_000  # a minute and address
WRITES = 60  # a minute and voter
STAFF_WRITES = 6_000


async def admit(request: Request[Any, Any, Any]) -> None:
    """Raises `Refused`."""
    visit = cast("Visit", request)
    _pace_of_address(visit)  # first: also a sign-in that turns out bad costs work
    bearer = visit.header(b"authorization")
    if bearer:
        visit.scope["user"] = _bearer(visit, bearer)
    else:
        visit.scope["user"] = await _browser(visit)
    _pace_of_person(visit)
    require_entrance(visit.scope, visit.actor)


def _bearer(visit: Visit, header: str) -> Actor:
    scheme, _, token = header.partition(" ")
    require(scheme.lower() == "bearer", SIGN_IN_INVALID)
    return visit.instance.tokens.actor(token)


async def _browser(visit: Visit) -> Actor:
    """The person of the session. One that has ended is none: the page then offers to sign in again."""
    id_ = visit.session_id
    if visit.method not in SAFE:
        require(from_own_page(visit, says_nothing=not id_), FOREIGN_PAGE)
    session = await visit.instance.sessions.find(id_) if id_ else None
    return session.actor if session else NOBODY


def from_own_page(visit: Visit, *, says_nothing: bool) -> bool:
    """Browsers say where a form comes from; a client that `says_nothing` is harmless when it carries no cookie."""
    site, origin = visit.header(b"sec-fetch-site"), visit.header(b"origin")
    if site:
        return site in {"same-origin", "none"}
    if not origin:
        return says_nothing
    return origin == visit.instance.settings.public_url.rstrip("/")


def _pace_of_address(visit: Visit) -> None:
    kind, limit = ("reads", READS) if visit.method in SAFE else ("writes", ADDRESS_WRITES)
    visit.instance.pace.take(f"{kind} {visit.address}", limit)


def _pace_of_person(visit: Visit) -> None:
    actor = visit.actor
    if visit.method not in SAFE and actor is not NOBODY:
        visit.instance.pace.take(actor.id, STAFF_WRITES if actor.roles.keys() - VOTERS else WRITES)
