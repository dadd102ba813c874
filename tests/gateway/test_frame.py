"""What is around every page: where one can go, and how one comes back from signing in."""

import re

from services.gateway.pages.navigation import PLACES
from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_pages import Browser, page

IDEAS = f"/areas/{AREA}/ideas"


async def test_who_signs_in_comes_back_to_the_page_they_were_on(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    leads_to = re.search(r'href="(/sign-in[^"]*)"', await page(site, IDEAS, lang="sv"))
    assert leads_to is not None
    async with Browser(site) as browser:
        asked = await browser.sees(leads_to[1].replace("&amp;", "&"))
        assert f'name="next" value="{IDEAS}"' in asked
        form = [("name", "Aino"), ("role", "resident"), ("area", AREA), ("next", IDEAS)]
        assert "<h1>Ideat</h1>" in (await browser.sends("/demo/sign-in", form))[1]


async def test_signing_in_leads_to_no_other_site(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as browser:
        form = [("name", "Aino"), ("role", "resident"), ("area", AREA), ("next", "//elsewhere.example")]
        assert "<h1>Petonen</h1>" in (await browser.sends("/demo/sign-in", form))[1]


async def test_the_header_has_what_one_comes_for_and_the_footer_the_rest(site: Site) -> None:
    await Round.planned(site, Phase.IDEAS)
    header, _, footer = (await page(site, IDEAS, lang="en")).partition("<main")
    for place in PLACES:
        here = (place.path and f"{place.path}?lang=en") in (footer if place.further else header)
        assert here or place.roles is not None, place.path
