"""Every way in, as a table: from foreign pages, without the right role, outside a demo, and for a whole class."""

import asyncio
import re
from collections.abc import Iterator

import pytest

from services.gateway import entrance
from services.gateway.api import demo
from services.gateway.api.demo import DemoRole
from services.gateway.app import OPERATIONS, _routes
from services.gateway.operations import API
from services.gateway.rights import SIGNED_IN, Allowed
from services.gateway.visit import SAFE
from shared.contracts.rounds import Phase
from shared.log import last_position
from shared.messages import Role
from tests.gateway.front_door import AREA, Person, Round, Site
from tests.gateway.test_codes import letters
from tests.gateway.test_pages import Browser

ELSEWHERE = "jynkka"
FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {},
)
STREAMS = {"/api/v1/areas/{area}/events", "/api/v1/events"}
REFUSED = {(401, "sign_in_needed"), (403, "not_your_role")}
BROKEN = {401, 500}
PUPILS = 30

Door = tuple[str, str]


def doors(is_demo: bool = True) -> Iterator[Door]:
    """Method and path of everything that can be asked for."""
    for route in _routes(is_demo).routes:
        for method in getattr(route, "route_handler_map", {}):
            if method != "OPTIONS":
                yield str(method), route.path_format


def allowed() -> dict[Door, Allowed]:
    operations = {(one.method.value, API + one.path): one.allowed for one in (*OPERATIONS, *demo.OPERATIONS)}
    return {**operations, **entrance.PAGES}


def address(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: AREA if name[1] == "area" else "x1", path)


def test_everything_says_who_may() -> None:
    assert sorted(set(doors()) - allowed().keys()) == []
    assert sorted(entrance.PAGES.keys() - set(doors())) == []


def test_what_asks_for_a_sign_in_says_of_whom() -> None:
    assert [one.path for one in OPERATIONS if one.signed_in and one.allowed is None] == []


async def test_a_page_of_another_site_does_nothing_at_all(site: Site) -> None:
    await site.sign_in("coordinator")
    cookie = (await site.browsing(await site.sign_in("coordinator")))["Cookie"]
    before, changing = await last_position(site.nc), [door for door in doors() if door[0] not in SAFE]
    assert len(changing) > 50
    for method, path in changing:
        for headers in FOREIGN:
            sent = {**headers, "Cookie": cookie}
            async with site.http.request(method, address(path), headers=sent, allow_redirects=False) as answer:
                assert (answer.status, "Set-Cookie" in answer.headers) == (403, False), (method, path, headers)
                assert (await answer.json())["code"] == "foreign_page"
    assert await last_position(site.nc) == before


async def answer_to(site: Site, person: Person, door: Door) -> tuple[int, str]:
    """Status and code."""
    headers = {"Authorization": f"Bearer {person.token}"} if person.token else {}
    async with site.http.request(door[0], address(door[1]), headers=headers, allow_redirects=False) as answer:
        is_problem = answer.content_type == "application/problem+json"
        return answer.status, (await answer.json())["code"] if is_problem else ""


@pytest.mark.parametrize("area", [AREA, ELSEWHERE])
@pytest.mark.parametrize("role", [*DemoRole, None])
async def test_who_may_is_let_in_and_nobody_else(
    site: Site, role: DemoRole | None, area: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.admission.WRITES", 10_000)
    person = await site.sign_in(role, area=area) if role else Person(site.http)
    wrong = []
    for door, roles in allowed().items():
        if door[1] not in STREAMS:
            status, code = await answer_to(site, person, door)
            if (status, code) not in REFUSED and status in BROKEN:
                wrong.append((door, status, code))
            if ((status, code) in REFUSED) != (not may(role, area, roles, door)):
                wrong.append((door, status, code))
    assert wrong == []


def may(role: DemoRole | None, area: str, roles: Allowed, door: Door) -> bool:
    if roles is None or role is None:
        return roles is None
    here = area == AREA or role is DemoRole.AREA_COORDINATOR or "{area}" not in door[1]
    return roles is SIGNED_IN or (Role(role) in roles and here)


async def test_outside_a_demo_nobody_gets_in_as_anybody(site_without_demo: Site) -> None:
    of_demo = set(doors()) - set(doors(is_demo=False))
    assert {path for _, path in of_demo} == {"/demo/sign-in", "/demo/mail", f"{API}/demo/sign-in"}
    for method, path in of_demo:
        async with site_without_demo.http.request(method, path, data={"name": "A", "area": AREA}) as answer:
            assert (answer.status, "Set-Cookie" in answer.headers) == (404, False)
    async with site_without_demo.http.get("/sign-in") as answer:
        assert "/demo/" not in await answer.text()


async def test_a_class_behind_one_address_signs_in_and_votes_within_a_minute(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    _, _, codes = await letters(round_, count=PUPILS)

    async def vote(code: str) -> bool:
        async with Browser(site) as browser:
            await browser.sees(f"{round_.path}/code")
            await browser.sends(f"{round_.path}/code", [("code", code[:-1] + "-"), ("", "")])  # mistyped
            status, _ = await browser.sends(f"{round_.path}/code", [("code", code)])
            voted, shown = await browser.sends(f"{round_.path}/ballot", [("choice", proposal)])
            return (status, voted, "tallennettu" in shown) == (200, 200, True)

    async with asyncio.timeout(60):
        assert all(await asyncio.gather(*map(vote, codes)))
    assert len(codes) == PUPILS


async def test_wrong_codes_are_counted_by_address_and_by_round(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.code_sign_in.ROUND_FAILURES", 3)
    round_ = await Round.planned(site, Phase.IDEAS)
    tried = [await Person(site.http).post(f"{round_.path}/code-sign-in", {"code": "x"}) for _ in range(4)]
    assert [answer.body["code"] for answer in tried] == ["unknown_code"] * 3 + ["too_fast"]
    other = await Person(site.http).post(f"/areas/{AREA}/rounds/other/code-sign-in", {"code": "x"})
    assert other.body["code"] != "too_fast"
