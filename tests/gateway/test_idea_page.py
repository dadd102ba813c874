"""An idea's page: residents support it and talk about it with plain forms."""

import re

from shared.contracts.rounds import Phase
from tests import running
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_pages import Browser


async def test_residents_support_an_idea_and_talk_about_it(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
    page = f"/areas/{AREA}/ideas/{idea}"
    async with Browser(site) as veikko, Browser(site) as kerttu:
        await veikko.signs_in("resident", name="Veikko")
        await running.until(lambda: veikko.sees(f"/areas/{AREA}"), lambda shown: page in shown)
        await kerttu.signs_in("resident", name="Kerttu")
        _, supported = await veikko.sends(f"{page}/support?lang=fi", [])
        assert ("Kannattajia: 1" in supported, f"{page}/unsupport" in supported) == (True, True)
        assert "Kannattajia: 0" in (await veikko.sends(f"{page}/unsupport?lang=fi", []))[1]
        _, commented = await veikko.sends(f"{page}/comment", [("text", "Hyvä <idea>!")])
        assert "Hyvä &lt;idea&gt;!" in commented
        found = re.search(r'name="reply_to" value="(\w+)"', await kerttu.sees(page))
        assert found
        _, replied = await kerttu.sends(f"{page}/comment", [("text", "Samaa mieltä."), ("reply_to", found[1])])
        assert re.search(r"Hyvä.*<ul>.*Samaa mieltä", replied, re.DOTALL)
        status, refused = await kerttu.sends(f"{page}/comment", [("text", " ")])
        assert (status, 'role="alert"' in refused) == (422, True)


async def test_what_was_hidden_is_appealed_where_the_reason_stands(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as aino, Browser(site) as veikko:
        await aino.signs_in("resident", name="Aino resident")
        await veikko.signs_in("resident", name="Veikko")
        idea = await round_.published_idea(await site.sign_in("resident", "Aino"), "Keinu")
        page = f"/areas/{AREA}/ideas/{idea}"
        assert (await veikko.sends(f"{page}/report", [("reason", "Mainos.")]))[0] == 200
        position = await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/hide", {"reason": "Mainos."})
        hidden = await aino.sees(f"{page}?position={position}")
        assert ("Mainos." in hidden, f"{page}/appeal" in hidden) == (True, True)
        assert (await aino.sends(f"{page}/appeal", [("words", "Ei ole.")]))[0] == 200
        waiting = await until(round_.moderator, f"/areas/{AREA}/ideas/{idea}/moderation", "why", "appealed")
        assert waiting["appeal"] == "Ei ole."
        async with veikko.http.get(page) as response:
            assert response.status == 404
