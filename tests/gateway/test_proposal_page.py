"""A proposal's page: its price comes about with plain forms."""

import re

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Round, Site, until
from tests.gateway.test_pages import Browser

COSTS = [
    ("label.1", "Keinu"),
    ("kind.1", "investment"),
    ("euros.1", "1 200,50"),
    ("label.2", "Huolto"),
    ("kind.2", "running_yearly"),
    ("euros.2", "100"),
    ("stage", "final"),
    ("feasibility", "feasible"),
    ("reason", ""),
]


async def test_a_price_comes_about_on_the_page_of_the_proposal(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    async with Browser(site) as author, Browser(site) as expert, Browser(site) as coordinator:
        await author.signs_in("resident")
        form = [("title", "Keinu"), ("text", "Pihalle")]
        assert (await author.sends(f"/areas/{AREA}/rounds/{round_.path.split('/')[-1]}/ideas", form))[0] == 200
        waiting = await until(round_.moderator, f"/areas/{AREA}/moderation", "count", 1)
        idea = waiting["items"][0]["id"]
        await round_.moderator.did("POST", f"/areas/{AREA}/ideas/{idea}/publish")
        await round_.move_to(Phase.PLANNING)
        body = {"ideas": [idea], "title": "Keinuja", "text": "Kaikille"}
        page = f"/areas/{AREA}/proposals/{await round_.coordinator.made(f'{round_.path}/proposals', body)}"
        await expert.signs_in("expert", name="Eero")
        await coordinator.signs_in("coordinator", name="Kaisa")
        assert (await coordinator.sends(f"{page}/costing/assign", [("department", "Puistot")]))[0] == 200
        _, seen = await expert.sends(f"{page}/costing/ask?lang=fi", [("text", "Montako?")])
        assert "Montako?" in seen
        found = re.search(rf'action="({page}/questions/\w+/answer)', await author.sees(page))
        assert found
        assert "Kaksi." in (await author.sends(found[1], [("text", "Kaksi.")]))[1]
        _, seen = await expert.sends(f"{page}/costing/estimate?lang=fi", COSTS)
        assert all(part in seen for part in ("1\N{NO-BREAK SPACE}200,50", "Huolto", "Kaksi."))
        assert ("costing/sign" in seen, "costing/sign" in await coordinator.sees(page)) == (False, True)
        assert "Huolto" not in await author.sees(page)
        assert "1\N{NO-BREAK SPACE}200,50" in (await expert.sends(f"{page}/costing/sum?lang=fi", COSTS[:3]))[1]
        wrong = [("label.2", "Keinu"), ("kind.2", "vat"), ("euros.2", "paljon")]
        status, seen = await expert.sends(f"{page}/costing/estimate?lang=fi", [*COSTS[:3], *wrong, *COSTS[6:]])
        assert (status, 'id="estimate-euros-2-error"' in seen, 'value="paljon"' in seen) == (422, True, True)
        no = [*COSTS[6:7], ("feasibility", "infeasible"), ("reason", "")]
        assert 'id="estimate-reason-error"' in (await expert.sends(f"{page}/costing/estimate", no))[1]
        assert (await expert.sends(f"{page}/costing/sign", [("version", "1")]))[0] == 403
        assert (await coordinator.sends(f"{page}/costing/sign", [("version", "1")]))[0] == 200
        assert "Huolto" in await author.sees(page)
        assert (await author.sends(f"{page}/costing/appeal", [("reason", "Liian kallis.")]))[0] == 200
        decision = [("upheld", "false"), ("reason", "Hinta on oikea.")]
        assert "Hinta on oikea." in (await coordinator.sends(f"{page}/costing/decide", decision))[1]


async def test_an_author_answers_on_the_page_whether_an_idea_may_be_part_of_it(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino, veikko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Veikko")
    ideas = [await round_.published_idea(one, title) for one, title in ((aino, "Keinu"), (veikko, "Kiikku"))]
    await round_.move_to(Phase.PLANNING)
    merged = {"ideas": ideas, "title": "Keinuja", "text": ""}
    proposal = await round_.coordinator.made(f"{round_.path}/proposals", merged)
    page = f"/areas/{AREA}/proposals/{proposal}"
    for one, idea in ((aino, ideas[0]), (veikko, ideas[1])):
        await until(one, f"/areas/{AREA}/ideas/{idea}", "consent", "asked")
    async with Browser(site) as author:
        assert page in await author.signs_in("resident", name="Aino resident")
        asked = await author.sees(page)
        assert (f"{page}/ideas/{ideas[0]}/decline" in asked, f"{page}/ideas/{ideas[1]}" in asked) == (True, False)
        _, agreed = await author.sends(f"{page}/ideas/{ideas[0]}/consent", [])
        assert ("/consent" in agreed, "/decline" in agreed) == (False, True)
        _, out = await author.sends(f"{page}/ideas/{ideas[0]}/decline", [])
        assert ("Keinu<" in out, "Kiikku<" in out) == (False, True)
