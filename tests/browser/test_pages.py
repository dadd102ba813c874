"""Every page in a real browser, narrow as a phone and wide as a desk: nothing is wrong, lost or fetched elsewhere."""

from urllib.request import urlopen

import msgspec
import pytest
from playwright.sync_api import Browser

from services.gateway.app import _routes
from shared.texts import Language
from tests.browser.conftest import SEEN
from tests.browser.pages import IDEAS, NO_PAGES, NOT_IN_THE_DEMO, PAGES, VOTING, Look
from tests.browser.visitor import DESK, MOST_BYTES, MOST_REQUESTS, PHONE, Visitor

LANGUAGES = list(Language)


@pytest.fixture(scope="session")
def ids(demo: str) -> dict[str, str]:
    """What the demo's things are called in addresses."""
    return {
        "proposal": _first(demo, f"{VOTING}/rounds/puijonlaakso-2027/proposals"),
        "idea": _first(demo, f"{IDEAS}/rounds/petonen-2027/ideas"),
        "package": _first(demo, f"{IDEAS}/packages"),
        "survey": _first(demo, f"{IDEAS}/surveys"),
        "goal": _first(demo, f"{IDEAS}/programmes/{_first(demo, f'{IDEAS}/programmes')}/goals"),
        "gathering": _first(demo, f"{IDEAS}/gatherings"),
        "picture": _first(demo, f"{IDEAS}/situation-pictures", "picture"),
    }


def _first(demo: str, path: str, name: str = "id") -> str:
    with urlopen(f"{demo}/api/v1{path}", timeout=10) as answer:  # noqa: S310 - our own
        return str(msgspec.json.decode(answer.read())["items"][0][name])


def _visitor(visitors: dict[str, Visitor], browser: Browser, demo: str, look: Look) -> Visitor:
    area = IDEAS if look.path.startswith(IDEAS) else VOTING
    who = f"{look.who} {area}" if look.who else ""
    if who not in visitors:
        visitors[who] = Visitor.of(browser, demo, look.who, area.rpartition("/")[2])
    return visitors[who]


@pytest.mark.parametrize("number", range(len(PAGES)), ids=[look.name for look in PAGES])
def test_a_page_is_right_on_a_phone_and_a_desk(
    number: int, visitors: dict[str, Visitor], browser: Browser, demo: str, ids: dict[str, str]
) -> None:
    look = PAGES[number]
    visitor = _visitor(visitors, browser, demo, look)
    found: dict[str, list[str]] = {}
    for turn in range(len(LANGUAGES)):
        language = LANGUAGES[(number + turn) % len(LANGUAGES)]
        visitor.looks_at(look.path.format_map(ids), PHONE, language)
        found[f"phone {language} beyond the edge"] = visitor.beyond_the_edge()
        found[f"phone {language} shifted"] = visitor.shifted()
        found[f"phone {language} axe"] = visitor.axe(colours=turn == 0)
        found[f"{language} wrong"] = list(visitor.wrong)
    found["weight"] = _weight(visitor.sizes)
    for kind, size in (("phone", PHONE), ("desk", DESK)):  # in the last language
        visitor.turns_to(size)
        visitor.keeps_a_picture(SEEN / f"{look.name}-{kind}.jpeg")
        found[f"{kind} beyond the edge"] = visitor.beyond_the_edge()
        found[f"{kind} twice as large"] = visitor.cut_off_when_twice_as_large()
    found["desk axe"] = visitor.axe()
    found["wrong in the end"] = list(visitor.wrong)
    assert {where: what for where, what in found.items() if what} == {}


def _weight(sizes: list[int]) -> list[str]:
    light = len(sizes) <= MOST_REQUESTS and sum(sizes) <= MOST_BYTES
    return [] if light else [f"{len(sizes)} requests, {sum(sizes)} bytes"]


def test_every_page_of_the_gateway_is_in_the_table() -> None:
    there = {route.path_format for route in _routes(True).routes if "GET" in getattr(route, "methods", ())}
    pages = {path for path in there if not path.startswith("/api/v1")}
    told = {look.route.replace(":str", "") for look in PAGES} | {path.replace(":str", "") for path in NOT_IN_THE_DEMO}
    assert pages - {path.replace(":str", "") for path in NO_PAGES} == told
