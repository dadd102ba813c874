"""Signing in with the city's own sign-in, or finding the other ways in."""

import hmac
from datetime import date
from urllib.parse import urlencode

import msgspec
from litestar import get, post
from litestar.datastructures import Cookie
from litestar.types import ASGIApp

from services.gateway import attempts
from services.gateway.api.demo import SAMPLE_PEOPLE
from services.gateway.claims import about_themselves, is_complete, person_id, person_of
from services.gateway.directory import Person
from services.gateway.operations import read_strings
from services.gateway.pages.filled import first
from services.gateway.pages.me.account import cookie, signed_in
from services.gateway.pages.me.start import own_path, start_of
from services.gateway.pages.people import who
from services.gateway.pages.rendering import leave, page, see
from services.gateway.pages.rounds import areas
from services.gateway.problems import problem
from services.gateway.provider import Provider, Told
from services.gateway.reasons import NO_SUCH_AREA, NOT_FOUND, SIGN_IN_FAILED, TOO_YOUNG
from services.gateway.visit import Visit, told
from shared.ages import age, finnish_day
from shared.contracts.rounds import ListRounds, Phase
from shared.messages import Id, Refusal, Refused, Role, require

YOUNGEST = 12
OLDEST = 120
STARTS = 60  # a minute and address of strangers


class AboutMe(msgspec.Struct, frozen=True):
    born: date
    home: Id
    school: Id | None = None


@get("/sign-in")
async def show(request: Visit) -> ASGIApp:
    return await _show(request)


@get("/sign-in/provider")
async def go(request: Visit) -> ASGIApp:
    """Off to the provider: by a link, since a form may not lead to another site."""
    instance = request.instance
    instance.pace.take(f"sign-ins {request.address}", STARTS)
    attempt = instance.attempts.begin(own_path(request.asked.get("next", "")), request.asked.get("lang", ""))
    try:
        address = await _provider(request).address(attempt, request.language.locale)
    except Refused as refused:
        return await _show(request, refused.refusal)
    kept = cookie(request, attempts.COOKIE, instance.attempts.sealed(attempt), attempts.LIFETIME)
    return leave(address, kept)


@get("/sign-in/return")
async def come_back(request: Visit) -> ASGIApp:
    try:
        attempt = _attempt(request)
        request.instance.pace.take(f"returns {request.address}", STARTS)  # each asks the provider
        request.asked.setdefault("lang", attempt.lang)  # as if the provider had brought it back
        back = await _provider(request).told_by(request.asked.get("code", ""), attempt)
    except Refused as refused:
        return await _show(request, refused.refusal)
    person = await _known(request, back)
    next_ = start_of(person.actor) or "/" if attempt.next == "/" else attempt.next
    path = next_ if is_complete(person) else f"/sign-in/about-me?{urlencode({'next': next_})}"
    return await signed_in(request, path, person.actor, id_token=back.id_token, and_cookies=(_no_attempt(request),))


@get("/sign-in/about-me")
async def ask_about(request: Visit) -> ASGIApp:
    return await _ask_about(request, request.asked.get("next", ""))


@post("/sign-in/about-me")
async def take_about(request: Visit) -> ASGIApp:
    filled = await request.filled()
    given = {name: value for name in ("born", "home", "school") if (value := first(filled, name).strip())}
    next_, person = own_path(first(filled, "next")), await _person(request)
    try:
        said = read_strings(given, AboutMe)
        await _require_plausible(request, said)
    except Refused as refused:
        return await _ask_about(request, next_, given, refused.refusal)
    complete = about_themselves(person, said.born, said.home, said.school or "")
    await request.instance.directory.put(complete)
    session = await request.instance.sessions.find(request.session_id)
    return await signed_in(request, next_, complete.actor, id_token=session.id_token if session else "")


def _provider(request: Visit) -> Provider:
    provider = request.instance.provider
    if provider is None:
        raise Refused(NOT_FOUND)
    return provider


def _attempt(request: Visit) -> attempts.Attempt:
    """What this very browser went away with. Raises `Refused`."""
    attempt = request.instance.attempts.opened(request.kept(attempts.COOKIE))
    if attempt is None or not hmac.compare_digest(attempt.state.encode(), request.asked.get("state", "").encode()):
        raise Refused(SIGN_IN_FAILED)
    issuer = _provider(request).told.issuer
    require(request.asked.get("iss", issuer) == issuer and bool(request.asked.get("code")), SIGN_IN_FAILED)
    return attempt


def _no_attempt(request: Visit) -> Cookie:
    return cookie(request, attempts.COOKIE, "", 0)


async def _known(request: Visit, back: Told) -> Person:
    """In the directory from now on; the log knows the id alone."""
    told_of, directory = _provider(request).told, request.instance.directory
    id_ = person_id(request.instance.settings.secret, told_of.issuer, back.claims["sub"])
    person = person_of(id_, back.claims, told_of.roles_claim, request.language, await directory.get(id_))
    await directory.put(person)
    if person.actor.holds(Role.RESIDENT, person.home):
        request.instance.footfall.signed_in(person.home, person.actor)
    return person


async def _person(request: Visit) -> Person:
    """Whoever signed in with the provider. Raises `Refused`."""
    person = await request.instance.directory.get(request.signed_in().id)
    if person is None or request.actor.admission is not None:
        raise Refused(NOT_FOUND)
    return person


async def _require_plausible(request: Visit, said: AboutMe) -> None:
    years = age(said.born, finnish_day(request.instance.settings.clock()))
    require(YOUNGEST <= years <= OLDEST, TOO_YOUNG, least=YOUNGEST)
    require(said.home in await areas(request), NO_SUCH_AREA)


async def _show(request: Visit, refusal: Refusal | None = None) -> ASGIApp:
    """Also where the provider sent somebody back without a sign-in."""
    refused, named = problem(request.language, refusal) if refusal else None, await areas(request)
    rounds, next_ = (await told(request, ListRounds(by=request.actor))).items, own_path(request.asked.get("next", ""))
    return page(
        request,
        "me/sign_in.html",
        status=refused.status if refused else 200,
        here="/sign-in",
        problem=refused,
        person=await who(request),
        provider=_start(request) if request.instance.provider else "",
        votes=[round_ for round_ in rounds if round_.phase is Phase.VOTING],
        areas=dict(sorted(named.items(), key=lambda area: not next_.startswith(f"/areas/{area[0]}"))),
        people=SAMPLE_PEOPLE,
        next=next_,
    )


def _start(request: Visit) -> str:
    kept = [(name, request.asked[name]) for name in ("next", "lang") if name in request.asked]
    return f"/sign-in/provider?{urlencode(kept)}" if kept else "/sign-in/provider"


async def _ask_about(
    request: Visit, next_: str, given: dict[str, str] | None = None, refusal: Refusal | None = None
) -> ASGIApp:
    refused, person = problem(request.language, refusal) if refusal else None, await _person(request)
    if is_complete(person):
        return see(request, own_path(next_))
    rounds = (await told(request, ListRounds(by=request.actor))).items
    return page(
        request,
        "me/about_me.html",
        status=refused.status if refused else 200,
        here="/sign-in/about-me",
        problem=refused,
        person=person,
        areas=await areas(request),
        schools=sorted({school for round_ in rounds for school in round_.roll.schools}),
        given=given or {},
        next=own_path(next_),
    )


HANDLERS = (show, go, come_back, ask_about, take_about)
