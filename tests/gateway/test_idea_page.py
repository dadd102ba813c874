"""An idea's page: residents support it and talk about it with plain forms."""

import re

from shared.contracts.rounds import Phase
from tests import running
from tests.gateway.front_door import AREA, Person, Round, Site, until
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


async def test_peoples_own_words_are_marked_with_the_language_of_the_page_they_were_written_on(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as aino:
        await aino.signs_in("resident", name="Aino")
        form = await aino.sees(f"{round_.path}/ideas/new?lang=fi-simple")
        assert '<input type="hidden" name="language" value="fi">' in form
        given = [("title", "Gunga"), ("text", "För alla"), ("form", "f1"), ("language", "sv")]
        async with aino.http.post(f"{round_.path}/ideas", data=given) as response:
            page = response.url.path
        position = await round_.moderator.did("POST", f"{page}/publish")
        shown = await aino.sees(f"{page}?lang=fi&position={position}")
        assert '<h1 lang="sv">Gunga</h1>' in shown
        assert '<p class="said" lang="sv">För alla</p>' in shown
        _, talked = await aino.sends(f"{page}/comment?lang=fi", [("text", "Good!"), ("language", "en")])
        assert '<p lang="en">Good!</p>' in talked
        status, _ = await aino.sends(f"{page}/comment?lang=fi", [("text", "Good!"), ("language", "xx")])
        assert status == 422
    untold = await round_.published_idea(await site.sign_in("resident", "Veikko"), "Keinu")
    await until(Person(site.http), f"/areas/{AREA}/ideas/{untold}", "language", None)
    async with site.http.get(f"/areas/{AREA}/ideas/{untold}") as response:
        assert "<h1>Keinu</h1>" in await response.text()


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
