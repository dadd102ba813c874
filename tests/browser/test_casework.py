"""What staff fill in, in a real browser: the price adds itself up while it is typed, and nothing is wrong or lost."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from shared.contracts.projects import StartProject
from shared.contracts.rounds import Phase
from shared.messages import system
from shared.requests import new_id, send
from shared.settings import Settings
from tests.browser import chromium
from tests.browser.conftest import SEEN
from tests.browser.visitor import AXE, BEYOND, DESK, PHONE, RUN_AXE
from tests.gateway.conftest import free_port, opened
from tests.gateway.front_door import AREA, Person, Round, Site

if chromium.found() is None and not chromium.REQUIRED:
    pytest.skip(chromium.MISSING, allow_module_level=True)


async def looks(page: Page, site: Site, person: Person, path: str, name: str) -> None:
    """As `person`, narrow and wide: axe finds nothing, and nothing lies beyond the edge."""
    cookie = (await site.browsing(person))["Cookie"].partition("=")[2]
    await page.context.add_cookies([{"name": "lahio", "value": cookie, "url": site.settings.public_url}])
    for kind, size in (("phone", PHONE), ("desk", DESK)):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await page.goto(f"{site.settings.public_url}{path}")
        await page.evaluate(AXE)
        assert await page.evaluate(RUN_AXE, []) == []
        assert await page.evaluate(BEYOND) == []
        SEEN.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SEEN / f"{name}-{kind}.png", full_page=True)


async def given_costing(round_: Round, resident: Person) -> str:
    """A proposal whose price is waited for."""
    idea = await round_.published_idea(resident, "Keinu")
    await round_.move_to(Phase.PLANNING)
    body = {"ideas": [idea], "title": "Keinuja", "text": "Kaikille"}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", body)
    one = f"/areas/{AREA}/proposals/{proposal}"
    position = await round_.coordinator.did("PUT", f"{one}/costing/assignment", {"department": "Puistot"})
    await round_.expert.get(f"{one}/costing?wait_for={position}")
    return one


async def given_project(site: Site, round_: Round) -> str:
    """With a milestone that is late and a work day."""
    terms: dict[str, Any] = {
        "title": "Keinu",
        "budget_cents": 100_000,
        "round": round_.path.rpartition("/")[2],
        "proposal": "p1",
    }
    start = StartProject(area=AREA, project="h1", by=system("ideas"), **terms)
    await send(site.nc, start, new_id())
    one = f"/areas/{AREA}/projects/h1"
    await round_.coordinator.made(f"{one}/milestones", {"title": "Perustukset", "due": "2020-06-01"})
    await round_.coordinator.made(f"{one}/work-days", {"on": "2030-06-02", "place": "Ranta", "places": 5})
    return one


async def test_a_price_adds_itself_up_and_the_pages_of_staff_are_right(settings: Settings) -> None:
    port = free_port()
    own = replace(settings, port=port, public_url=f"http://127.0.0.1:{port}")
    async with opened(own) as site, async_playwright() as playwright:
        round_ = await Round.planned(site, Phase.IDEAS)
        proposal = await given_costing(round_, await site.sign_in("resident"))
        project = await given_project(site, round_)
        browser = await playwright.chromium.launch(executable_path=chromium.found(), args=["--no-sandbox"])
        page = await browser.new_page()
        await looks(page, site, round_.expert, f"{proposal}?lang=fi", "estimate")
        await page.fill("#estimate-label-1", "Keinu")
        await page.fill("#estimate-euros-1", "1200,50")
        await page.locator("#sums", has_text=re.compile(r"1\s200,50")).wait_for(timeout=5_000)
        assert await page.input_value("#estimate-label-1") == "Keinu"
        await looks(page, site, round_.coordinator, f"{proposal}?lang=sv", "costing")
        await looks(page, site, round_.coordinator, f"{project}/implementation?lang=en", "project-work")
        await looks(page, site, round_.coordinator, f"/areas/{AREA}/waiting?lang=fi", "my-work")
        await browser.close()
