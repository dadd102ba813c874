"""A clerk at a desk lets people in with a plain form."""

import re

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site
from tests.gateway.test_codes import let_in
from tests.gateway.test_pages import Browser


async def test_a_clerk_gives_a_code_that_is_shown_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    aino, desk = await site.sign_in("resident", "Aino"), f"{round_.path}/desk"
    async with Browser(site) as clerk:
        assert f'href="{desk}"' in await clerk.signs_in("clerk")
        status, unknown = await clerk.sends(desk, [("person", "nobody")])
        assert (status, 'value="nobody"' in unknown) == (404, True)
        _, given = await clerk.sends(desk, [("person", f" {aino.id} ")])
        assert "Aino resident" in given
        (code,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", given)
        assert code not in await clerk.sees(desk)
        voter = await let_in(site, round_, code)
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": [{"proposal": proposal}]})
        status, again = await clerk.sends(desk, [("person", aino.id)])
        assert (status, 'role="alert"' in again) == (409, True)


async def test_the_desk_is_the_clerks_alone(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    for role in ("resident", "coordinator"):
        async with Browser(site) as browser:
            assert f'href="{round_.path}/desk"' not in await browser.signs_in(role)
            async with browser.http.get(f"{round_.path}/desk") as response:
                assert response.status == 403
            assert (await browser.sends(f"{round_.path}/desk", [("person", "nobody")]))[0] == 403
    async with site.http.get(f"/areas/{AREA}/rounds/none/desk") as response:
        assert response.status == 401
